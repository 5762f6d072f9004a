"use client";
// A link of the main menu that knows whether it is the current one, and closes the menu it sits in.
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PrefetchLink } from "@/components/ui/prefetch-on-hover";

/** `letter`: what opens it after `g`. */
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
