import type { ReactNode } from "react";

type PageHeadingProps = {
  title: string;
  /** Short text right after the title that may come and go without moving anything. */
  note?: ReactNode;
  children?: ReactNode;
};

export function PageHeading({ title, note, children }: PageHeadingProps) {
  return (
    <div className="mb-4 flex min-h-10 flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 items-baseline gap-3">
        <h1 className="text-xl font-bold tracking-tight">{title}</h1>
        {note}
      </div>
      {children}
    </div>
  );
}
