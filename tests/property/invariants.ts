// The invariants. The truth is the sandbox's ledger, which records by idempotency key which request moved money; the
// desk's claims are its rows. `checkAlways` holds at every moment, `checkAtRest` once everything has converged.
import { eq } from "drizzle-orm";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import type { RefundRow } from "@/lib/db/refunds/refund-facts";
import { approvalEvents, approvals } from "@/lib/db/schema/approvals";
import { discrepancies } from "@/lib/db/schema/reconciliation";
import { cancellations, refundAttempts } from "@/lib/db/schema/refunds";
import { deliveries } from "@/lib/db/schema/webhooks";
import { readPgCode } from "@/lib/domain/refund/pg-codes";
import { numberInReason } from "@/lib/domain/refund/refund-number";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { administrator } from "@/tests/support/test-desk";
import { allowedEmergency, movedBy, type Run, refundsOf, shown } from "./run";

class Broken extends Error {
  override name = "Broken";
}

function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

/** Throws unless every final state is true, no final refund has changed, and no refund moved money twice. */
export async function checkAlways(run: Run): Promise<RefundRow[]> {
  const rows = await refundsOf(run);
  for (const row of rows) {
    const moved = movedBy(run, row.id).length;
    must(moved <= 1, `${row.number} moved money ${moved} times`);
    if (row.state === "succeeded" && !run.wronglyResolved.has(row.id))
      must(moved === 1, `the desk says that ${row.number} is done, and no money moved`);
    if (row.state === "failed" && !run.wronglyResolved.has(row.id) && !run.lied)
      must(moved === 0, `the desk says that ${row.number} failed, and its money moved`);
    if (row.state === "succeeded" || row.state === "failed") {
      const now = JSON.stringify(row);
      const before = run.ended.get(row.id) ?? now;
      must(before === now, `${row.number} had ended and changed:\n${before}\n${now}`);
      run.ended.set(row.id, now);
    }
  }
  const open = rows.filter(({ endedAt }) => endedAt === null);
  await checkApprovals(run, rows, open.length);
  return rows;
}

/** No money without the approvals that the rule asks for, nobody's own, and one open refund or request at most. */
async function checkApprovals(run: Run, rows: readonly RefundRow[], open: number): Promise<void> {
  const { db } = run.world.desk.database;
  const asked = await db.select().from(approvals).where(eq(approvals.paymentId, run.paymentId));
  const waiting = asked.filter(({ endedAt }) => endedAt === null).length;
  must(open + waiting <= 1, `${open} refunds and ${waiting} requests are open`);
  for (const row of rows) {
    if (row.emergencyWhy !== null)
      must(
        row.emergencyWhy === allowedEmergency && row.actorId === administrator.id,
        `${row.number} was sent in an emergency that the settings did not allow`,
      );
    if (run.approvers === 0 || row.emergencyWhy !== null) continue;
    const approval = asked.find(({ id }) => id === row.approvalId);
    must(approval?.state === "approved", `${row.number} was recorded without approval`);
    const events = await db.select().from(approvalEvents).where(eq(approvalEvents.approvalId, approval.id));
    const requesters = events.filter(({ kind }) => kind === "asked" || kind === "amended");
    const approved = new Set(
      events
        .filter(({ kind, revision }) => kind === "approved" && revision === approval.revision)
        .map(({ actorId }) => actorId),
    );
    must(approved.size >= run.approvers, `${row.number} was approved by ${approved.size} people`);
    must(
      requesters.every(({ actorId }) => !approved.has(actorId)),
      `${row.number} was approved by who asked for it`,
    );
    must(
      row.confirmedAmount === approval.amount,
      `${row.number} is of ${row.confirmedAmount}, and ${approval.amount} was approved`,
    );
  }
  const sent = asked.filter(({ state }) => state === "approved");
  for (const { id } of sent)
    must(
      rows.filter(({ approvalId }) => approvalId === id).length === 1,
      `an approved request has ${rows.filter(({ approvalId }) => approvalId === id).length} refunds`,
    );
}

/** Returns what remains to be done: nothing ("done"), only a person's decision ("person"), or work of a worker ("work"). */
export async function restOf(run: Run, rows: RefundRow[]): Promise<"done" | "person" | "work"> {
  if (rows.some(({ state }) => state === "submitting" || state === "pending")) return "work";
  if (shown(run).cancellations?.some(({ status }) => status === "REQUESTED")) return "work";
  if ((await waitingDeliveries(run)).length > 0) return "work";
  return rows.some(({ state }) => state === "undecided") ? "person" : "done";
}

/** Throws unless, after the worker runs, everything that can be decided is decided and the two ledgers agree. */
export async function checkAtRest(run: Run): Promise<RefundRow[]> {
  const rows = await checkAlways(run);
  const waiting = await waitingDeliveries(run);
  must(waiting.length === 0, `deliveries still wait: ${JSON.stringify(waiting)}`);
  await checkAcknowledged(run);
  for (const row of rows) {
    must(row.state !== "submitting" && row.state !== "pending", `${row.number} is still ${row.state}`);
    if (row.state === "undecided") await checkUndecided(run, row);
  }
  checkSums(run, rows);
  checkParts(run, rows);
  await checkMirror(run, rows);
  await checkShown(run, rows);
  await checkDiscrepancies(run, rows);
  return rows;
}

/** A refund may stay undecided only where no evidence decides. */
async function checkUndecided(run: Run, row: RefundRow): Promise<void> {
  const made = shown(run).cancellations ?? [];
  const own = made.find(({ reason }) => numberInReason(reason) === row.number);
  must(own === undefined, `${row.number} is undecided although PortOne shows its number (${own?.status})`);
  const mayBeOurs = made.filter((one) => mayBeMadeBy(row, one));
  const attempts = await run.world.desk.database.db
    .select()
    .from(refundAttempts)
    .where(eq(refundAttempts.refundId, row.id))
    .orderBy(refundAttempts.n);
  const last = attempts.at(-1)?.outcome;
  const refused =
    (last?.kind === "refused" && ![401, 403, 404].includes(last.httpStatus)) ||
    (last?.kind === "pg-refused" && readPgCode(row.pgProvider ?? "", last.pgCode) === "did-nothing");
  must(
    !refused || mayBeOurs.length > 0,
    `${row.number} is undecided although PortOne refused it (${JSON.stringify(last)}) and shows no cancellation that could be it`,
  );
}

/** Whether this refund may have made a cancellation: nothing in the cancellation rules it out or proves it. */
function mayBeMadeBy(
  row: RefundRow,
  made: { id: string; status: string; trigger?: string | undefined; reason: string; totalAmount: number },
): boolean {
  return (
    !row.knownCancellations.some(({ id }) => id === made.id) &&
    made.status !== "FAILED" &&
    made.trigger === "API" &&
    numberInReason(made.reason) === null &&
    (row.expectedAmount === null ||
      made.totalAmount === row.expectedAmount ||
      // A full cancel takes less than expected when another client's request was pending.
      (row.kind === "full" && made.totalAmount < row.expectedAmount))
  );
}

/** Money moved = succeeded refunds of ours + cancellations made elsewhere; undecided refunds are the difference. */
function checkSums(run: Run, rows: RefundRow[]): void {
  const ledger = run.control.ledger(run.paymentId);
  const keys = new Set(rows.map(({ id }) => id));
  const sum = (entries: typeof ledger) => entries.reduce((total, { counted }) => total + counted, 0);
  const elsewhere = sum(ledger.filter(({ idempotencyKey }) => !keys.has(idempotencyKey ?? "")));
  const isCounted = (row: RefundRow) =>
    row.state === "undecided" || run.wronglyResolved.has(row.id) || (row.state === "failed" && run.lied);
  const byOurs = rows
    .filter((row) => row.state === "succeeded" || isCounted(row))
    .reduce((total, row) => total + sum(movedBy(run, row.id)), 0);
  must(
    sum(ledger) === elsewhere + byOurs,
    `${sum(ledger)} moved, and the desk can account for ${elsewhere + byOurs}`,
  );
}

/** The parts of each cancellation are as requested, and of a refund account only the last digits are stored. */
function checkParts(run: Run, rows: RefundRow[]): void {
  for (const row of rows) {
    const own = (shown(run).cancellations ?? []).find(({ id }) => id === row.cancellationId);
    if (row.state !== "succeeded" || own === undefined || run.wronglyResolved.has(row.id)) continue;
    must(
      own.taxFreeAmount === row.expectedTaxFree && (row.requestedVat ?? own.vatAmount) === own.vatAmount,
      `${row.number} requested ${row.expectedTaxFree} tax-free and ${row.requestedVat} VAT, and PortOne took ${own.taxFreeAmount} and ${own.vatAmount}`,
    );
    must(
      row.requestedAmount === null || row.expectedAmount === null || own.totalAmount === row.requestedAmount,
      `${row.number} requested ${row.requestedAmount}, and PortOne took ${own.totalAmount}`,
    );
    must(
      row.account === null || row.account.lastDigits === "1234",
      `${row.number} stores more of its account than the last digits`,
    );
  }
}

/** The mirror holds PortOne's cancellations, each linked to the refund that made it or to none. */
async function checkMirror(run: Run, rows: RefundRow[]): Promise<void> {
  const mirrored = await run.world.desk.database.db
    .select()
    .from(cancellations)
    .where(eq(cancellations.paymentId, run.paymentId));
  const made = shown(run).cancellations ?? [];
  const text = (all: { id: string; status: string; totalAmount: number }[]) =>
    all
      .map(({ id, status, totalAmount }) => `${id} ${status} ${totalAmount}`)
      .sort()
      .join("\n");
  must(text(mirrored) === text(made), `the mirror differs:\n${text(mirrored)}\nPortOne:\n${text(made)}`);
  const ledger = run.control.ledger(run.paymentId);
  for (const one of mirrored) {
    if (one.refundId === null || one.status !== "SUCCEEDED") continue;
    const maker = ledger.find(({ cancellationId }) => cancellationId === one.id)?.idempotencyKey;
    must(maker === one.refundId, `cancellation ${one.id} is linked to a refund that did not make it`);
  }
  for (const row of rows.filter(
    ({ state, cancellationId }) => state === "succeeded" && cancellationId !== null,
  )) {
    const own = mirrored.filter(({ refundId }) => refundId === row.id);
    must(
      own.some(({ id, status }) => id === row.cancellationId && status === "SUCCEEDED"),
      `${row.number} is done, and its cancellation is not linked`,
    );
  }
}

/** Under a discount, PortOne does not always document how much money went back. */
function isDiscounted({ amount, promotionId }: PaymentDetail["payment"]): boolean {
  return amount.discount > 0 || promotionId !== null;
}

/** The payment's page shows every refund's state, and a contradiction where PortOne shows one. */
async function checkShown(run: Run, rows: RefundRow[]): Promise<void> {
  const detail = await paymentDetail(run.world.desk.database.db, run);
  if (detail === null) {
    must(rows.length === 0, "the page of the payment is empty");
    return;
  }
  for (const row of rows) {
    const view = detail.refunds.find(({ id }) => id === row.id);
    must(view?.state === row.state, `the page says ${view?.state} of ${row.number}`);
    const moved = run.control.ledger(run.paymentId).find((one) => one.cancellationId === row.cancellationId);
    if (row.state === "succeeded" && moved !== undefined)
      must(
        view.figures.money === moved.amount || (view.figures.money === null && isDiscounted(detail.payment)),
        `the page says ${view.figures.money} of ${row.number}, and ${moved.amount} moved`,
      );
    const recorded = detail.timeline.some(
      ({ entry }) =>
        entry.kind === "refund-state-changed" && entry.refundId === row.id && entry.state === row.state,
    );
    must(row.endedAt === null || recorded, `the timeline does not record the end of ${row.number}`);
    const visible = (shown(run).cancellations ?? []).some(
      ({ reason, status }) => status === "SUCCEEDED" && numberInReason(reason) === row.number,
    );
    if (row.state === "failed" && visible)
      must(
        view.contradictedBy !== null,
        `${row.number} failed, its money moved, and the page shows no contradiction`,
      );
    if (row.state === "succeeded" && movedBy(run, row.id).length === 0)
      must(
        detail.refusal !== null,
        `${row.number} was recorded as done, and the payment could be refunded again`,
      );
  }
}

/** Every difference between the two ledgers is one open discrepancy, and each open discrepancy has its difference. */
async function checkDiscrepancies(run: Run, rows: RefundRow[]): Promise<void> {
  const { db } = run.world.desk.database;
  const links = await db
    .select({ id: cancellations.id, refundId: cancellations.refundId })
    .from(cancellations)
    .where(eq(cancellations.paymentId, run.paymentId));
  const expected: string[] = [];
  const optional: string[] = [];
  for (const made of (shown(run).cancellations ?? []).filter(({ status }) => status !== "FAILED")) {
    const refundId = links.find(({ id }) => id === made.id)?.refundId;
    const row = rows.find(({ id }) => id === refundId);
    if (row === undefined) {
      const isPerhapsOurs = rows.some((each) => each.state === "undecided" && mayBeMadeBy(each, made));
      (isPerhapsOurs ? optional : expected).push(`made-elsewhere ${made.id}`);
    } else if (row.state === "failed") expected.push(`failed-but-cancelled ${made.id}`);
    else if (row.cancellationId !== null && row.cancellationId !== made.id)
      expected.push(`cancelled-twice ${made.id}`);
    else if (
      row.expectedAmount !== null &&
      (row.expectedAmount !== made.totalAmount || row.expectedTaxFree !== made.taxFreeAmount)
    )
      expected.push(`amounts-differ ${row.id}`);
  }
  for (const row of rows)
    if (row.state === "succeeded" && !links.some(({ refundId }) => refundId === row.id))
      expected.push(`ours-unconfirmed ${row.id}`);
  const found = await db.select().from(discrepancies).where(eq(discrepancies.paymentId, run.paymentId));
  const open = found
    // A missed webhook is judged by PortOne's clock, which the sequences shift against ours.
    .filter(({ kind, closedAt }) => closedAt === null && kind !== "webhook-missed")
    .map(({ kind, dedupeKey }) => `${kind} ${JSON.parse(dedupeKey)[3]}`)
    .filter((each) => !optional.includes(each));
  must(
    JSON.stringify(open.toSorted()) === JSON.stringify(expected.toSorted()),
    `the discrepancies are\n${open.join("\n")}\nand the ledgers differ by\n${expected.join("\n")}`,
  );
  if (open.length > 0) run.tally.add("difference found");
}

async function checkAcknowledged(run: Run): Promise<void> {
  for (const id of run.world.acknowledged) {
    const [row] = await run.world.desk.database.db.select().from(deliveries).where(eq(deliveries.id, id));
    must(row !== undefined, `webhook ${id} was acknowledged and is not there`);
    // An assumption of the sandbox, because PortOne documents no such webhook: it is stored and ignored.
    const done = row.type === "Transaction.CancelFailed" ? "ignored" : "processed";
    must(row.state === done || row.state === "dead", `webhook ${id} was acknowledged and is ${row.state}`);
  }
}

async function waitingDeliveries(run: Run): Promise<{ id: string; lastError: string | null }[]> {
  const rows = await run.world.desk.database.db
    .select()
    .from(deliveries)
    .where(eq(deliveries.paymentId, run.paymentId));
  return rows.filter(({ state }) => state === "waiting").map(({ id, lastError }) => ({ id, lastError }));
}
