// A signed-in person without a browser: calls the same server actions, pages and API over HTTP as the browser does.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { refundStates } from "@/lib/domain/refund/refund";
import type { RefundRequest } from "@/lib/domain/refund/refund-request";
import { isNoAnswer, requestTimeoutMs } from "./no-answer";

/** A refund as the desk shows it. */
export type ShownRefund = { id: string; state: (typeof refundStates)[number] };
/** The desk's answer to a refund request, or none. */
export type Answer =
  | { kind: "accepted"; refund: ShownRefund }
  | { kind: "refused"; code: string }
  | { kind: "none" };

export type Operator = {
  /** Sends a refund request as the form does. */
  request(desk: string, request: RefundRequest): Promise<Answer>;
  /** Returns the refunds that the payment's page shows; null when the desk does not answer or does not have the payment. */
  refundsShown(desk: string, paymentId: string): Promise<ShownRefund[] | null>;
  /** Opens the payment's page. Resolves with whether the page was answered. */
  openPage(desk: string, paymentId: string): Promise<boolean>;
};

const shownRefund = z.object({ id: z.string(), state: z.enum(refundStates) });
const detail = z.object({ refunds: z.array(shownRefund) });
const result = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
]);

/** Creates the first administrator with the printed setup code, which also signs the administrator in. */
export async function setUpOperator(desk: string, code: string): Promise<Operator> {
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
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const requestId = actionId("app/(desk)/payments/[paymentId]/actions.ts", "requestRefundAction");
  const page = (desk: string, paymentId: string) => `${desk}/payments/${encodeURIComponent(paymentId)}`;

  return {
    async request(desk, request) {
      const answer = await unlessCutOff(async () =>
        readAnswer(await callAction(page(desk, request.paymentId), requestId, request, cookie)),
      );
      if (answer === null) return { kind: "none" };
      if (answer.ok) return { kind: "accepted", refund: shownRefund.parse(answer.value) };
      // With "unexpected" the desk says that the outcome is unknown.
      if (answer.error.code === "unexpected") return { kind: "none" };
      return { kind: "refused", code: answer.error.code };
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
