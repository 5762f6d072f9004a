// Carries out one command against the desk and the sandbox. A command that does not apply (nothing to settle, nothing
// to decide) does nothing, because commands are drawn freely.
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { approvalSettingsOf } from "@/lib/db/approvals/needed-approval";
import { recordApprovalSettings } from "@/lib/db/approvals/record-rules";
import { recordWithdrawal } from "@/lib/db/approvals/record-withdrawal";
import { type ApprovalRow, expireApprovals } from "@/lib/db/approvals/write-approvals";
import { paymentDetail } from "@/lib/db/queries/payment-page/payment-detail";
import { recordResolution } from "@/lib/db/refunds/record-resolution";
import { approvals } from "@/lib/db/schema/approvals";
import { user } from "@/lib/db/schema/people";
import type { Actor } from "@/lib/domain/people/permissions";
import { type CancelBody, writeCancelBody } from "@/lib/domain/refund/cancel-body";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { amendRequest, askForApproval } from "@/lib/refunds/ask-approval";
import { decideApproval } from "@/lib/refunds/decide-approval";
import { requestRefund } from "@/lib/refunds/request-refund";
import { resumeOpenRefunds, resumeRefund } from "@/lib/refunds/resume-refunds";
import { compareDue } from "@/lib/sync/compare-due";
import { pollPending } from "@/lib/sync/poll-pending";
import { pullChanges } from "@/lib/sync/pull-changes";
import { pullEvents } from "@/lib/sync/pull-events";
import { pullPayments } from "@/lib/sync/pull-payments";
import { syncPayment } from "@/lib/sync/sync-payment";
import { signWebhook } from "@/sandbox/webhook/message";
import {
  administrator,
  approver,
  operator,
  secondApprover,
  secondOperator,
  type TestDesk,
} from "@/tests/support/test-desk";
import type { Amount, Approver, Ask, Command } from "./commands";
import { crashingContext, newLife } from "./crash";
import type { RandomFault } from "./faults";
import { allowedEmergency, movedBy, quiet, type Run, refundsOf, shown } from "./run";

const minute = 60_000;
const reason = "고객 변심";
const operators: readonly [Actor, Actor] = [operator, secondOperator];
const admin = administrator;
const people: readonly Actor[] = [...operators, approver, secondApprover, admin];

/** Carries out a command through `context`: the desk itself, or a desk whose process will die. */
export async function runCommand(run: Run, command: Command, context: TestDesk): Promise<void> {
  const outcome = await carryOut(run, command, context);
  run.events.push(`${describeCommand(command)} -> ${outcome}`);
}

export function describeCommand(command: Command): string {
  const { action: name, ...rest } = command;
  return Object.keys(rest).length === 0 ? name : `${name} ${JSON.stringify(rest)}`;
}

async function carryOut(run: Run, command: Command, context: TestDesk): Promise<string> {
  const { control, world } = run;
  run.tally.did(`action ${command.action}`);
  switch (command.action) {
    case "request":
      return ask(run, command.ask, context);
    case "repeat": {
      const form = pick(run.forms, command.which);
      return form === undefined ? "none yet" : send(run, form, context);
    }
    case "approval":
      return decideApprovalOf(run, command.who, command.decision, context);
    case "withdraw": {
      const open = await openApprovalOf(run);
      if (open === null) return "nothing waits";
      const actor = { id: open.requesterId, name: open.requesterName };
      const input = { approvalId: open.id, revision: open.revision, note: "" };
      const withdrawn = await recordWithdrawal(context.database.db, actor, input);
      return withdrawn.ok ? "done" : withdrawn.error.code;
    }
    case "amend": {
      const open = await openApprovalOf(run);
      const actor = people.find(({ id }) => id === open?.requesterId);
      if (open === null || actor === undefined) return "nothing waits";
      const { request } = await formOf(run, command.ask);
      const input = { approvalId: open.id, revision: open.revision, request };
      const amended = await amendRequest(context, actor, input);
      if (amended.ok) run.tally.add("request amended");
      return amended.ok ? `revision ${amended.value.revision}` : amended.error.code;
    }
    case "expire": {
      await context.database.db
        .update(approvals)
        .set({ expiresAt: sql`clock_timestamp()` })
        .where(
          and(eq(approvals.paymentId, run.paymentId), inArray(approvals.state, ["waiting", "returned"])),
        );
      return String(await expireApprovals(context.database.db));
    }
    case "emergency": {
      await setEmergency(context, command.isAllowed);
      const { request } = await formOf(run, command.ask);
      const urgent = { ...request, emergency: { why: allowedEmergency } };
      const form = { actor: admin, request: urgent, isApproved: false };
      run.forms.push(form);
      return send(run, form, context);
    }
    case "people": {
      const { db } = context.database;
      const role = command.approver ? "approver" : "viewer";
      await db.update(user).set({ role }).where(eq(user.id, approver.id));
      await db.update(user).set({ disabled: !command.requester }).where(eq(user.id, operator.id));
      return "done";
    }
    case "decide":
      return decide(run, command.right, context);
    case "console":
      return messageOrDone(async () =>
        control.cancelInConsole(run.paymentId, amountOf(await latestAmount(run), run, command.amount)),
      );
    case "other": {
      const amount = amountOf(await latestAmount(run), run, command.amount);
      const { trigger, sameReason } = command;
      return messageOrDone(() =>
        control.cancelByOther(run.paymentId, { trigger, ...amount, ...(sameReason ? { reason } : {}) }),
      );
    }
    case "other-api":
      return cancelElsewhere(run, command.share, command.faults);
    case "settle": {
      const requested = shown(run).cancellations?.filter(({ status }) => status === "REQUESTED") ?? [];
      const cancellation = pick(requested, command.which);
      if (cancellation) control.endCancellation(run.paymentId, cancellation.id, command.outcome);
      return cancellation ? "done" : "nothing requested";
    }
    case "fault":
      return script(run, command.fault);
    case "clear-faults":
      control.clearFaults();
      return "done";
    case "network":
      world.network = command.network;
      run.tally.did(`network ${command.network}`);
      return "done";
    case "webhook": {
      const webhook = pick(control.webhooks(run.paymentId), command.which);
      if (webhook === undefined) return "none yet";
      const { webhookSecret, testWebhookSecret } = world.desk.sandbox;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers = {
        "content-type": webhook.contentType,
        "webhook-id": webhook.id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signWebhook(
          webhook.test ? testWebhookSecret : webhookSecret,
          webhook.id,
          timestamp,
          webhook.body,
        ),
      };
      const statuses = [];
      for (let n = 0; n < command.times; n += 1)
        statuses.push(await world.receive(context, { headers, body: webhook.body }));
      return statuses.join(" ");
    }
    case "replay": {
      const post = pick(world.mail, command.which);
      return post ? String(await world.receive(context, post)) : "none yet";
    }
    case "deliveries":
      await world.workDeliveries(context);
      return "done";
    case "resume":
      return String(await resumeOpenRefunds(context));
    case "resume-one": {
      const refund = pick(await refundsOf(run), command.which);
      if (refund !== undefined) await resumeRefund(context, refund.id);
      return refund === undefined ? "none yet" : refund.number;
    }
    case "poll":
      return JSON.stringify(await pollPending(context));
    case "requeue":
      return String(await world.requeue(context));
    case "view": {
      const synced = await syncPayment(context, run);
      await paymentDetail(context.database.db, run);
      return synced.ok ? "done" : synced.error.code;
    }
    case "pull":
      return (await pullPayments(context)).state;
    case "reconcile": {
      const changes = await pullChanges(context);
      const events = await pullEvents(context);
      return `${changes.state} ${events.state} ${JSON.stringify(await compareDue(context))}`;
    }
    case "jump":
      await quiet(run);
      await world.age(command.minutes * minute);
      control.shiftClock((command.minutes + command.drift) * minute);
      await control.flushWebhooks();
      return "done";
    case "crash":
      return crash(run, command.after, command.during);
    case "together": {
      const results = await Promise.allSettled(command.commands.map((each) => carryOut(run, each, context)));
      for (const result of results) if (result.status === "rejected") throw result.reason;
      return results.map((result) => (result.status === "fulfilled" ? result.value : "")).join(" | ");
    }
  }
}

async function ask(run: Run, wanted: Ask, context: TestDesk): Promise<string> {
  const form = await formOf(run, wanted);
  run.forms.push(form);
  return send(run, form, context);
}

/** The form of an operator, as it is filled in now. */
async function formOf(run: Run, { amount, stale, isApproved, faults }: Ask): Promise<Run["forms"][number]> {
  for (const fault of faults) script(run, fault);
  const { taxFree, cancelledTaxFree } = shown(run).amount;
  const balance = (await balanceOf(run)) + (stale ? 1 : 0);
  const remainingTaxFree = Math.max(0, taxFree - cancelledTaxFree);
  const wanted = amount === "full" ? 0 : Math.max(1, Math.ceil(balance * amount.share));
  const partTaxFree =
    amount === "full" ? 0 : Math.min(wanted, Math.floor(remainingTaxFree * amount.taxFreeShare));
  const pg = shown(run).channel?.pgProvider;
  const cancel: RefundRequest["cancel"] =
    amount === "full"
      ? { kind: "full", shown: balance }
      : {
          kind: "partial",
          shown: balance,
          amount: wanted,
          ...(taxFree > 0 ? { taxFreeAmount: partTaxFree } : {}),
          ...(pg === "TOSSPAY_V2" ? { vatAmount: Math.floor((wanted - partTaxFree) * amount.vatShare) } : {}),
        };
  const request: RefundRequest = {
    storeId: run.storeId,
    paymentId: run.paymentId,
    requestId: randomUUID(),
    cancel,
    reasonCode: "CHANGE_OF_MIND",
    note: "",
    requester: "CUSTOMER",
    ...destination(run),
    ...(amount !== "full" && shown(run).promotionId !== undefined
      ? { promotionDiscountRetainOption: amount.retain }
      : {}),
  };
  return { actor: operators[run.forms.length % 2 === 0 ? 0 : 1], request, isApproved };
}

/** The balance that the form shows: under a promotion in order amount, as far as our own refunds record it. */
async function balanceOf(run: Run): Promise<number> {
  const { amount, promotionId, cancellations = [] } = shown(run);
  const requestedAmounts = new Map(
    (await refundsOf(run)).map((row) => [row.cancellationId, row.requestedAmount ?? 0]),
  );
  const refunded = cancellations
    .filter(({ status }) => promotionId !== undefined && status === "SUCCEEDED")
    .reduce((sum, { id, totalAmount }) => sum + Math.max(totalAmount, requestedAmounts.get(id) ?? 0), 0);
  return Math.max(0, amount.total - Math.max(amount.cancelled, refunded));
}

/** The refund account of a virtual account payment; empty for other methods. */
function destination(run: Run): Pick<CancelBody, "refundAccount"> {
  const { channel, method } = shown(run);
  if (method?.type !== "PaymentMethodVirtualAccount") return {};
  const phone = channel?.pgProvider === "SMARTRO_V2" ? { holderPhoneNumber: "01012345678" } : {};
  return { refundAccount: { bank: "KOOKMIN", number: "12345678901234", holderName: "홍길동", ...phone } };
}

/** Where a rule asks for approval, the person asks for it with the same form. */
async function send(
  run: Run,
  { actor, request, isApproved }: Run["forms"][number],
  context: TestDesk,
): Promise<string> {
  // The reason says whether the settings allow an emergency at the time of the send.
  const { emergencyAllowed } = await approvalSettingsOf(context.database.db);
  const why = emergencyAllowed ? allowedEmergency : "허용되지 않은 긴급 환불";
  const wanted = { ...request, ...(request.emergency && { emergency: { why } }) };
  const answer = await requestRefund(context, actor, wanted, { isConfirmed: true });
  if (answer.ok) return `${answer.value.number} ${answer.value.state}`;
  if (answer.error.code !== "approval-needed") return answer.error.code;
  const asked = await askForApproval(context, actor, request);
  if (!asked.ok) return asked.error.code;
  run.tally.add("approval asked");
  if (!isApproved) return `approval ${asked.value.state}`;
  const first = await decideApprovalOf(run, "approver-1", "approve", context);
  return run.approvers < 2
    ? first
    : `${first} ${await decideApprovalOf(run, "approver-2", "approve", context)}`;
}

async function openApprovalOf(run: Run): Promise<ApprovalRow | null> {
  const [row] = await run.world.desk.database.db
    .select()
    .from(approvals)
    .where(and(eq(approvals.paymentId, run.paymentId), inArray(approvals.state, ["waiting", "returned"])));
  return row ?? null;
}

async function decideApprovalOf(
  run: Run,
  who: Approver,
  decision: "approve" | "reject" | "return",
  context: TestDesk,
): Promise<string> {
  const open = await openApprovalOf(run);
  const actor = people.find(({ id }) => id === who);
  if (open === null || actor === undefined) return "nothing waits";
  const input = { approvalId: open.id, revision: open.revision };
  const decided = await decideApproval(
    context,
    actor,
    decision === "reject"
      ? { ...input, decision, code: "duplicate", note: "" }
      : decision === "return"
        ? { ...input, decision, note: "확인 필요" }
        : { ...input, decision },
  );
  if (!decided.ok) {
    if (decided.error.code === "request-void") run.tally.add("request void");
    return decided.error.code;
  }
  if (decided.value.kind === "sent") run.tally.add("approved and sent");
  return decided.value.kind;
}

async function setEmergency({ database: { db } }: TestDesk, emergencyAllowed: boolean): Promise<void> {
  await recordApprovalSettings(db, admin, { expiryDays: 3, emergencyAllowed });
}

/** An administrator reads the PG's record and records the same outcome, or the opposite when `right` is false. */
async function decide(run: Run, right: boolean, context: TestDesk): Promise<string> {
  const undecided = (await refundsOf(run)).find(({ state }) => state === "undecided");
  if (undecided === undefined) return "nothing undecided";
  await quiet(run);
  // The outcome of a requested cancellation is not known yet.
  if (shown(run).cancellations?.some(({ status }) => status === "REQUESTED")) return "not known yet";
  const moved = movedBy(run, undecided.id).length > 0;
  const decision = moved === right ? "succeeded" : "failed";
  const input = { refundId: undecided.id, decision, note: "PG 화면 확인" } as const;
  const recorded = await recordResolution(context.database.db, admin, input);
  if (!recorded.ok) return recorded.error.code;
  // When two people decide at the same time, only the recorded decision counts.
  if (!right) run.wronglyResolved.add(undecided.id);
  run.tally.add(right ? "decided rightly" : "decided wrongly");
  return decision;
}

/** Sends a cancel outside the desk, with its own idempotency key. */
async function cancelElsewhere(run: Run, share: number, faults: RandomFault[]): Promise<string> {
  for (const fault of faults) script(run, fault);
  const { total, cancelled, taxFree, cancelledTaxFree } = shown(run).amount;
  const remaining = total - cancelled;
  if (remaining <= 0) return "nothing left";
  const whole = share === 1;
  const body: CancelBody = {
    storeId: run.storeId,
    ...(whole ? {} : { amount: Math.ceil(remaining * share) }),
    ...(taxFree > 0 ? { taxFreeAmount: whole ? taxFree - cancelledTaxFree : 0 } : {}),
    reason,
    requester: "CUSTOMER",
    ...destination(run),
  };
  const answer = await run.world.desk.portone.cancelPayment({
    paymentId: run.paymentId,
    key: randomUUID(),
    requestText: writeCancelBody(body),
    body,
  });
  return answer.kind;
}

/** The process dies during a command and another process starts. The leases of the dead process remain. */
async function crash(run: Run, after: number, during: Command): Promise<string> {
  const life = newLife(after);
  try {
    const outcome = await carryOut(run, during, crashingContext(run.world.desk, life));
    if (life.dead) run.tally.add("process died");
    return life.dead ? `died, unseen: ${outcome}` : `lived: ${outcome}`;
  } catch (error) {
    if (!life.dead) throw error;
    run.tally.add("process died");
    return "died";
  }
}

function script(run: Run, { fault, lie }: RandomFault): string {
  run.control.script({ ...fault, paymentId: run.paymentId });
  run.tally.did(`fault ${fault.kind}`);
  if (lie) run.lied = true;
  return "done";
}

async function latestAmount(run: Run): Promise<number | null> {
  return (await refundsOf(run)).at(-1)?.expectedAmount ?? null;
}

function amountOf(equal: number | null, run: Run, amount: Amount): { amount?: number } {
  if (amount === "all") return {};
  if (amount === "equal") return equal === null ? {} : { amount: equal };
  const { total, cancelled } = shown(run).amount;
  return { amount: Math.max(1, Math.floor((total - cancelled) * amount.share)) };
}

/** Returns the error's message when PortOne rejects the cancel: a rejection is an expected outcome. */
async function messageOrDone(cancel: () => unknown): Promise<string> {
  try {
    await cancel();
    return "done";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function pick<One>(from: readonly One[], which: number): One | undefined {
  return from.length === 0 ? undefined : from[which % from.length];
}
