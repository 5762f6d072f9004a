// Pages of the menu, of the palette and of the shortcut `g` with a letter.
import type { Permission } from "@/lib/domain/people/permissions";

/** `letter` is the key after `g`. */
export const deskPages = [
  { name: "overview", href: "/", letter: "o", permission: "payments:read" },
  { name: "payments", href: "/payments", letter: "p", permission: "payments:read" },
  { name: "refunds", href: "/refunds", letter: "r", permission: "payments:read" },
  { name: "approvals", href: "/approvals", letter: "v", permission: "payments:read" },
  { name: "webhooks", href: "/webhooks", letter: "w", permission: "webhooks:read" },
  { name: "reconciliation", href: "/reconciliation", letter: "f", permission: "payments:read" },
  { name: "people", href: "/people", letter: "m", permission: "people:manage" },
  { name: "audit", href: "/audit", letter: "l", permission: "audit:read" },
  { name: "settings", href: "/settings", letter: "s", permission: "settings:manage" },
  { name: "account", href: "/account", letter: "a", permission: "account:manage" },
] as const satisfies readonly { name: string; href: string; letter: string; permission: Permission }[];

export type DeskPageName = (typeof deskPages)[number]["name"];
export type ShownPage = { name: DeskPageName; href: string; letter: string; label: string };
