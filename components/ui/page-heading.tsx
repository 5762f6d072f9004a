import type { ReactNode } from "react";

type PageHeadingProps = {
  title: string;
  /** Short text right after the title that may come and go without moving anything. */
  note?: ReactNode;
  /** Little space below, above a list. */
  isTight?: boolean;
  children?: ReactNode;
};

export function PageHeading({ title, note, isTight = false, children }: PageHeadingProps) {
  return (
    <div
      className={`${isTight ? "mb-2" : "mb-4"} flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-3`}
    >
      <div className="flex min-w-0 items-baseline gap-3">
        <h1 className="text-xl font-bold tracking-tight">{title}</h1>
        {note}
      </div>
      {children}
    </div>
  );
}
