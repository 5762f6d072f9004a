import "server-only";
import { may, type Permission } from "@/lib/domain/people/permissions";
import type { SignedIn } from "./session";

export type GateRefusal = "change-password" | "not-allowed";

/** Returns why the person may not use the permission now, or null. Every entry point asks this and nothing else. */
export function gate(
  { actor, mustChangePassword }: Pick<SignedIn, "actor" | "mustChangePassword">,
  permission: Permission,
): GateRefusal | null {
  if (mustChangePassword && permission !== "account:manage") return "change-password";
  return may(actor.role, permission) ? null : "not-allowed";
}
