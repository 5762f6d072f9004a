// Notice inside a page: the title states the situation, the content says what to do. Set `role` where screen readers must
// announce the notice at once.
import { CircleAlert, CircleCheck, Hourglass, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type CalloutKind = "info" | "progress" | "success" | "warn" | "danger";

const styles: Record<CalloutKind, { ground: string; ink: string; icon: typeof Info }> = {
  info: { ground: "bg-neutral-soft", ink: "text-neutral", icon: Info },
  progress: { ground: "bg-progress-soft", ink: "text-progress", icon: Hourglass },
  success: { ground: "bg-ok-soft", ink: "text-ok", icon: CircleCheck },
  warn: { ground: "bg-warn-soft", ink: "text-warn", icon: TriangleAlert },
  danger: { ground: "bg-danger-soft", ink: "text-danger", icon: CircleAlert },
};

type CalloutProps = { kind: CalloutKind; title?: ReactNode; children?: ReactNode; role?: "alert" | "status" };

export function Callout({ kind, title, children, role }: CalloutProps) {
  const { ground, ink, icon: Icon } = styles[kind];
  return (
    <div role={role} className={`flex gap-2.5 rounded-md px-3.5 py-3 ${ground}`}>
      <Icon className={`mt-0.5 size-4.5 shrink-0 ${ink}`} aria-hidden="true" />
      <div className="flex min-w-0 flex-col gap-0.5 text-ink">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-sm text-muted">{children}</div>}
      </div>
    </div>
  );
}
