"use client";
// Link of the main menu that marks the current page and closes the menu around the link.
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";

export function NavLink({ href, letter, children }: { href: string; letter: string; children: ReactNode }) {
  const pathname = usePathname();
  const current = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <PrefetchLink
      href={href}
      title={`G ${letter.toUpperCase()}`}
      aria-current={current ? "page" : undefined}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
      className={`flex min-h-9 items-center gap-2.5 rounded-md px-2.5 ${current ? "bg-sunken font-semibold text-ink" : "text-muted hover:bg-hover hover:text-ink"}`}
    >
      {children}
    </PrefetchLink>
  );
}
