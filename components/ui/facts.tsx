import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

type FactsProps = { facts: readonly Fact[]; className?: string };

/** Shows pairs of a name and a value, and leaves out pairs without a value. */
export function Facts({ facts, className = "flex flex-col" }: FactsProps) {
  return (
    <dl className={`${className} gap-2`}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== false && value !== "")
        .map(({ label, value }) => (
          <div key={label} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3">
            <dt className="text-sm text-faint">{label}</dt>
            <dd className="min-w-0 wrap-anywhere text-ink">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
