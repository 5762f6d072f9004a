// The shell of every list: a table from 860 px, cards below, from the same markup.
import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";

type TableProps = {
  caption: string;
  /** A caption that is shown says why the rows are here; otherwise only screen readers get it. */
  isCaptionShown?: boolean;
  /** The cells of the header row. */
  head: ReactNode;
  /** The rows. */
  children: ReactNode;
};

export function Table({ caption, isCaptionShown = false, head, children }: TableProps) {
  return (
    <table className="w-full text-left max-md:block">
      <caption
        className={
          isCaptionShown
            ? "bg-sunken px-5 py-2 text-left text-sm text-muted max-md:block max-md:px-4"
            : "sr-only"
        }
      >
        {caption}
      </caption>
      <thead className="max-md:sr-only">
        <tr className="border-b border-line text-xs text-faint">{head}</tr>
      </thead>
      <tbody className="divide-y divide-line max-md:block">{children}</tbody>
    </table>
  );
}

export function ColumnHeading({
  isEnd = false,
  className,
  ...props
}: ComponentProps<"th"> & { isEnd?: boolean }) {
  return (
    <th
      scope="col"
      {...props}
      className={classes("px-3 py-1 font-medium first:pl-5 last:pr-5", isEnd && "text-right", className)}
    />
  );
}
