import "server-only";
import { randomBytes } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { audit } from "@/lib/db/audit";
import type { Database, Transaction } from "@/lib/db/client";
import { refundReasons } from "@/lib/db/schema/settings";
import type { AuditAction } from "@/lib/domain/audit/audit-actions";
import type { Actor } from "@/lib/domain/people/permissions";
import { otherReason } from "@/lib/domain/refund/refund";
import { refundNumber } from "@/lib/domain/refund/refund-number";
import type { ListedReason, ReasonError, SaveReasonInput } from "@/lib/domain/refund/refund-reason";
import { err, ok, type Result } from "@/lib/domain/result";
import { listReasons } from "./read-reasons";

export function recordReason(
  db: Database,
  actor: Actor,
  { code, ko, en }: SaveReasonInput,
): Promise<Result<null, ReasonError>> {
  return change(db, async (tx, listed) => {
    const before = listed.find((reason) => reason.code === code);
    if (code !== undefined && before === undefined) return err("reason-gone");
    const isTaken = listed.some((one) => one.code !== code && one.active && (one.ko === ko || one.en === en));
    if (isTaken) return err("label-taken");
    if (code === undefined) {
      const newCode = `OWN_${refundNumber(() => randomBytes(16))}`;
      await tx.insert(refundReasons).values({ code: newCode, ko, en, position: listed.length });
      return auditReason(tx, actor, "reason.added", newCode, { ko, en });
    }
    await tx.update(refundReasons).set({ ko, en }).where(eq(refundReasons.code, code));
    return auditReason(tx, actor, "reason.changed", code, {
      ...(before && { koBefore: before.ko, enBefore: before.en }),
      ko,
      en,
    });
  });
}

export function recordReasonActive(
  db: Database,
  actor: Actor,
  { code, active }: { code: string; active: boolean },
): Promise<Result<null, ReasonError>> {
  return change(db, async (tx, listed) => {
    const reason = listed.find((one) => one.code === code);
    if (reason === undefined) return err("reason-gone");
    if (code === otherReason && !active) return err("other-stays");
    if (reason.active === active) return ok(null);
    const isTaken = listed.some(
      (one) => one.code !== code && one.active && (one.ko === reason.ko || one.en === reason.en),
    );
    if (active && isTaken) return err("label-taken");
    await tx.update(refundReasons).set({ active }).where(eq(refundReasons.code, code));
    return auditReason(tx, actor, "reason.changed", code, { active });
  });
}

/** Stores the order of `codes`. Fails unless they are the stored reasons, each once. */
export function recordReasonOrder(
  db: Database,
  actor: Actor,
  { codes }: { codes: readonly string[] },
): Promise<Result<null, ReasonError>> {
  return change(db, async (tx, listed) => {
    const before = listed.map(({ code }) => code);
    const given = new Set(codes);
    if (codes.length !== before.length || !before.every((code) => given.has(code)))
      return err("reasons-changed");
    if (codes.every((code, position) => code === before[position])) return ok(null);
    for (const [position, code] of codes.entries())
      await tx.update(refundReasons).set({ position }).where(eq(refundReasons.code, code));
    await audit(tx, {
      actor,
      action: "reasons.ordered",
      subject: "reasons",
      detail: { before: before.join(" "), after: codes.join(" ") },
    });
    return ok(null);
  });
}

/** Runs one change at a time. Rows are locked in one order, so that two administrators do not deadlock. */
function change(
  db: Database,
  run: (tx: Transaction, listed: ListedReason[]) => Promise<Result<null, ReasonError>>,
): Promise<Result<null, ReasonError>> {
  return db.transaction(async (tx) => {
    await tx
      .select({ code: refundReasons.code })
      .from(refundReasons)
      .orderBy(asc(refundReasons.code))
      .for("update");
    return run(tx, await listReasons(tx));
  });
}

async function auditReason(
  tx: Transaction,
  actor: Actor,
  action: Extract<AuditAction, `reason.${string}`>,
  code: string,
  detail: Record<string, string | number | boolean>,
): Promise<Result<null, never>> {
  await audit(tx, { actor, action, subject: `reason:${code}`, detail });
  return ok(null);
}
