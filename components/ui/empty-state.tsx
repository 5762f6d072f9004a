import type { ReactNode } from "react";

/** Replaces the content of an empty list or page: the situation, the reason and the next step. */
export function EmptyState(props: {
  title: string;
  body?: ReactNode;
  children?: ReactNode;
  icon?: ReactNode;
  heading?: "h1" | "h2";
}) {
  const Title = props.heading ?? "h2";
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-16 text-center">
      {props.icon && <div className="mb-2 text-faint">{props.icon}</div>}
      <Title className="text-lg font-semibold">{props.title}</Title>
      {props.body && <div className="max-w-112 text-muted">{props.body}</div>}
      {props.children && <div className="mt-4 flex flex-wrap justify-center gap-2">{props.children}</div>}
    </div>
  );
}
