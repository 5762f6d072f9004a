// A signed-in person without a browser: calls the same server actions, pages and API over HTTP as the browser does.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { SaveChannelInput } from "@/lib/domain/alerts/channel";
import type { RuleConditions } from "@/lib/domain/approval/approval-rule";
import { refundStates } from "@/lib/domain/refund/refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { allRefunds } from "@/tests/support/test-rule";
import { toldKinds } from "./alert-receiver";
import { isNoAnswer, requestTimeoutMs } from "./no-answer";

/** A refund as the desk shows it. */
export type ShownRefund = { id: string; state: (typeof refundStates)[number] };
type NoRefund = { kind: "refused"; code: string } | { kind: "none" };
/** The desk's answer to a refund request or to its approval, or none. */
export type Answer =
  | { kind: "accepted"; refund: ShownRefund }
  | { kind: "approved"; number: string }
  | NoRefund;

export type Operator = {
  /** Sends a refund request as the form does. */
  request(desk: string, request: RefundRequest): Promise<Answer>;
  /** Returns the refunds that the payment's page shows; null when the desk does not answer or does not have the payment. */
  refundsShown(desk: string, paymentId: string): Promise<ShownRefund[] | null>;
  /** Opens the payment's page. Resolves with whether the page was answered. */
  openPage(desk: string, paymentId: string): Promise<boolean>;
  /** Asks, as another person, for the approval that a rule wants for all refunds of that person. */
  ask(desk: string, request: RefundRequest): Promise<{ kind: "asked"; approvalId: string } | NoRefund>;
  approve(desk: string, approvalId: string): Promise<Answer>;
};

const shownRefund = z.object({ id: z.string(), state: z.enum(refundStates) });
const detail = z.object({ refunds: z.array(shownRefund) });
const result = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
]);

/** Creates the first administrator with the printed setup code, which also signs the administrator in. Alerts go to `alertUrl`. */
export async function setUpOperator(desk: string, code: string, alertUrl: string): Promise<Operator> {
  const administrator = {
    code,
    name: "박관리",
    email: "admin@example.com",
    password: "correct horse battery",
  };
  const response = await callAction(
    `${desk}/setup`,
    actionId("app/setup/actions.ts", "setUpAction"),
    administrator,
  );
  const answer = await readAnswer(response);
  if (!answer.ok) throw new Error(`the desk could not be set up: ${answer.error.code}`);
  const cookie = cookiesOf(response);
  const askingCookie = await setUpRequester(desk, cookie, alertUrl);
  const requestId = actionId("app/(desk)/payments/[paymentId]/actions.ts", "requestRefundAction");
  const page = (desk: string, paymentId: string) => `${desk}/payments/${encodeURIComponent(paymentId)}`;
  const askId = actionId("app/(desk)/payments/[paymentId]/actions.ts", "askApprovalAction");
  const decideId = actionId("app/(desk)/approvals/actions.ts", "decideApprovalAction");
  const confirmId = actionId("app/(desk)/account/actions.ts", "confirmPersonAction");
  const confirm = { by: "password", password: administrator.password };

  return {
    async request(desk, request) {
      const answer = await unlessCutOff(async () =>
        readAnswer(await callAction(page(desk, request.paymentId), requestId, request, cookie)),
      );
      if (answer === null) return { kind: "none" };
      if (answer.ok) return { kind: "accepted", refund: shownRefund.parse(answer.value) };
      return refusalOf(answer.error.code);
    },
    async ask(desk, request) {
      const answer = await unlessCutOff(async () =>
        readAnswer(await callAction(page(desk, request.paymentId), askId, request, askingCookie)),
      );
      if (answer === null) return { kind: "none" };
      if (!answer.ok) return refusalOf(answer.error.code);
      return { kind: "asked", approvalId: z.object({ id: z.string() }).parse(answer.value).id };
    },
    async approve(desk, approvalId) {
      const decision = { approvalId, revision: 1, decision: "approve" };
      const decide = () =>
        unlessCutOff(async () =>
          readAnswer(await callAction(`${desk}/approvals`, decideId, decision, cookie)),
        );
      let answer = await decide();
      if (answer?.ok === false && answer.error.code === "confirm-first") {
        // The last proof is older than five minutes.
        await unlessCutOff(() => callAction(`${desk}/account`, confirmId, confirm, cookie));
        answer = await decide();
      }
      if (answer === null) return { kind: "none" };
      if (!answer.ok) return refusalOf(answer.error.code);
      return { kind: "approved", number: z.object({ number: z.string() }).parse(answer.value).number };
    },
    async refundsShown(desk, paymentId) {
      const address = `${desk}/api/payments/${encodeURIComponent(paymentId)}`;
      return unlessCutOff(async () => {
        const response = await fetch(address, {
          headers: { cookie },
          signal: AbortSignal.timeout(requestTimeoutMs),
        });
        return response.ok ? detail.parse(await response.json()).refunds : null;
      });
    },
    async openPage(desk, paymentId) {
      const opened = await unlessCutOff(async () => {
        const response = await fetch(page(desk, paymentId), {
          headers: { cookie },
          redirect: "manual",
          signal: AbortSignal.timeout(requestTimeoutMs),
        });
        await response.text();
        return response.status;
      });
      if (opened !== null && opened !== 200) throw new Error(`the page of ${paymentId} answers ${opened}`);
      return opened !== null;
    },
  };
}

/** With "unexpected" the desk says that the outcome is unknown. */
function refusalOf(code: string): NoRefund {
  return code === "unexpected" ? { kind: "none" } : { kind: "refused", code };
}

/**
 * Adds an operator, a rule that all refunds of operators wait for approval, and a channel of alerts. Returns the cookies of the
 * operator.
 */
async function setUpRequester(desk: string, administrator: string, alertUrl: string): Promise<string> {
  const call = async (page: string, file: string, action: string, input: unknown, cookie: string) => {
    const response = await callAction(`${desk}${page}`, actionId(file, action), input, cookie);
    const answer = await readAnswer(response.clone());
    if (!answer.ok) throw new Error(`${action} was refused: ${answer.error.code}`);
    return { value: answer.value, cookies: cookiesOf(response) };
  };
  const email = "operator@example.com";
  const added = await call(
    "/people",
    "app/(desk)/people/actions.ts",
    "addPersonAction",
    { name: "김운영", email, roleId: "operator", by: "password" },
    administrator,
  );
  const { password: temporary } = z.object({ password: z.string() }).parse(added.value);
  const credentials = { email, password: temporary };
  const { cookies } = await call("/sign-in", "app/sign-in/actions.ts", "signInAction", credentials, "");
  await call(
    "/account",
    "app/(desk)/account/actions.ts",
    "changePasswordAction",
    { current: temporary, password: "tall green bicycle" },
    cookies,
  );
  const conditions: RuleConditions = { ...allRefunds, requesters: { roleIds: ["operator"], personIds: [] } };
  await call(
    "/settings",
    "app/(desk)/settings/approval-actions.ts",
    "saveApprovalRuleAction",
    { revision: 1, conditions },
    administrator,
  );
  const channel: SaveChannelInput = {
    revision: 0,
    name: "crash test",
    type: "webhook",
    address: alertUrl,
    locale: "ko",
    kinds: [...toldKinds],
    amountFrom: null,
    quiet: null,
    isActive: true,
  };
  await call(
    "/settings",
    "app/(desk)/settings/alert-actions.ts",
    "saveChannelAction",
    channel,
    administrator,
  );
  return cookies;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Returns the id under which the build exposes a server action. A page carries the same id in its script. */
function actionId(filename: string, exportedName: string): string {
  const shape = z.object({
    node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
  });
  const manifest = shape.parse(
    JSON.parse(readFileSync(join(".next", "server", "server-reference-manifest.json"), "utf8")),
  );
  const entry = Object.entries(manifest.node).find(
    ([, action]) => action.filename === filename && action.exportedName === exportedName,
  );
  if (entry === undefined) throw new Error(`the build has no action ${exportedName} of ${filename}`);
  return entry[0];
}

function callAction(url: string, id: string, input: unknown, cookie = ""): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: {
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      "next-action": id,
      origin: new URL(url).origin,
      cookie,
    },
    body: JSON.stringify([input]),
    redirect: "manual",
    signal: AbortSignal.timeout(requestTimeoutMs),
  });
}

/** Reads the action's result from React's stream: the row that the first row refers to. */
async function readAnswer(response: Response): Promise<z.output<typeof result>> {
  const text = await response.text();
  const row = text.split("\n").find((line) => /^[0-9a-f]+:\{"ok":/.test(line));
  if (row === undefined)
    throw new CutOff(`no result in the answer ${response.status}: ${text.slice(0, 300)}`);
  return result.parse(JSON.parse(row.slice(row.indexOf(":") + 1)));
}

/** The process died during the call or in the middle of the answer. */
class CutOff extends Error {}

/** Returns the result of `call`, or null when the process at the other end was gone or died meanwhile. */
async function unlessCutOff<Value>(call: () => Promise<Value>): Promise<Value | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CutOff || isNoAnswer(error)) return null;
    throw error;
  }
}
