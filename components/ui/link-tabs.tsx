// Tabs as links: the choice is in the address, survives a reload and can be shared.
import type { ReactNode } from "react";
import { PrefetchLink } from "./prefetch-on-hover";

type LinkTab = { key: string; href: string; label: string; count: ReactNode; current: boolean };

type LinkTabsProps = {
  label: string;
  tabs: readonly LinkTab[];
  /** The row that the tabs are in has their line. */
  isInRow?: boolean;
};

export function LinkTabs({ label, tabs, isInRow = false }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="-mx-4 max-w-[100vw] overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className={`flex border-b border-line ${isInRow ? "md:border-0" : "gap-1"}`}>
        {tabs.map(({ key, href, label: name, count, current }, at) => (
          <li key={key}>
            <PrefetchLink
              href={href}
              aria-keyshortcuts={String(at + 1)}
              data-key-name={name}
              aria-current={current ? "page" : undefined}
              className={`-mb-px flex min-h-10 items-center gap-1.5 border-b-2 ${isInRow ? "px-2" : "px-2.5"} whitespace-nowrap -outline-offset-2 ${current ? "border-accent font-semibold text-ink" : "border-transparent text-muted hover:text-ink"}`}
            >
              {name}
              <span className={`text-xs font-medium ${current ? "text-accent" : "text-faint"}`}>{count}</span>
            </PrefetchLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
