import "server-only";
import { may, type Permission } from "@/lib/domain/people/permissions";
import { type FirstStep, mustDoFirst } from "./must-do-first";
import type { SignedIn } from "./session";

export type GateRefusal = FirstStep | "not-allowed";

/** Returns why the person may not use the permission now, or null. Every entry point asks this and nothing else. */
export function gate(
  person: Pick<SignedIn, "actor" | "mustChangePassword" | "mustSetUpSecondFactor">,
  permission: Permission,
): GateRefusal | null {
  const first = mustDoFirst(person);
  if (first !== null && permission !== "account:manage") return first;
  return may(person.actor.role, permission) ? null : "not-allowed";
}
