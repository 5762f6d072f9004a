// The control API: the methods of SandboxControl as POST /control/<method> with a JSON list of arguments, and the page.
// Protected against other web pages: token, own origin only, loopback host only, no CORS headers.
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { BodyTooLarge, equalSecrets, readBody, sendJson, sendText } from "../http.ts";
import { triggers } from "../state/records.ts";
import type { SandboxControl } from "./control.ts";
import { overridesShape, type PaymentOverrides } from "./create-payment.ts";
import { type FaultInput, faultShape, operations } from "./faults.ts";
import { pageFiles, pageHeaders } from "./page.ts";
import { sceneNames } from "./scenes.ts";
import { type Switches, switchesShape } from "./switches.ts";

type Parts = { control: SandboxControl; token: string; report(error: unknown): void };

const bodyLimit = 1024 * 1024;

/** Answers one request to the control address. */
export function handleControl(parts: Parts, request: IncomingMessage, response: ServerResponse): void {
  answer(parts, request, response).catch((error: unknown) => {
    parts.report(error);
    sendJson(response, 500, { error: "the sandbox itself failed; see its log" });
  });
}

async function answer(
  { control, token }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const foreign = foreignReason(request);
  if (foreign) return sendJson(response, 403, { error: foreign });
  const page = request.method === "GET" ? pageFiles[url.pathname] : undefined;
  if (page) return sendText(response, 200, page.text, { ...pageHeaders, "content-type": page.type });
  const given = request.headers["x-sandbox-token"];
  if (typeof given !== "string" || !equalSecrets(given, token)) {
    return sendJson(response, 401, { error: "X-Sandbox-Token is missing or wrong" });
  }
  const name = /^\/control\/(\w+)$/.exec(url.pathname)?.[1];
  const action = name !== undefined && isAction(name) ? actions[name] : undefined;
  if (!action) return sendJson(response, 404, { error: "no such action", actions: Object.keys(actions) });
  if (request.method !== "POST")
    return sendJson(response, 405, { error: "use POST with a JSON list of arguments" });

  let result: unknown;
  try {
    const text = (await readBody(request, bodyLimit)).toString("utf8");
    result = await action(control, text.trim() === "" ? [] : JSON.parse(text));
  } catch (error) {
    // A method throws a plain Error for a request that is not possible.
    if (error instanceof z.ZodError) return sendJson(response, 400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return sendJson(response, 400, { error: "body: not JSON" });
    if (error instanceof BodyTooLarge) return sendJson(response, 413, { error: error.message });
    if (error instanceof Error && error.constructor === Error)
      return sendJson(response, 400, { error: error.message });
    throw error;
  }
  sendJson(response, 200, { result: result ?? null });
}

// A host name that resolves to this machine (DNS rebinding) is rejected like a foreign origin.
function foreignReason(request: IncomingMessage): string | null {
  const { host, origin } = request.headers;
  if (host === undefined || !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) {
    return "Host is not a loopback address";
  }
  return origin === undefined || origin === `http://${host}` ? null : "Origin is not the control address";
}

type Action = (control: SandboxControl, args: unknown) => unknown;

const text = z.string();
const outsideShape = z.strictObject({
  amount: z.number().int().optional(),
  taxFreeAmount: z.number().int().optional(),
  vatAmount: z.number().int().optional(),
  reason: z.string().optional(),
});

// One entry per method: a new method without an argument schema does not compile.
const actions: Record<keyof SandboxControl, Action> = {
  createPayment: (control, args) => {
    const [given] = z.tuple([overridesShape.optional()]).parse(filled(args, 1));
    return control.createPayment((given ?? {}) as PaymentOverrides);
  },
  getPayment: (control, args) => control.getPayment(...z.tuple([text]).parse(args)),
  payments: (control, args) => control.payments(...z.tuple([text.optional()]).parse(filled(args, 1))),
  ledger: (control, args) => control.ledger(...z.tuple([text.optional()]).parse(filled(args, 1))),
  requests: (control, args) => {
    const filter = z.strictObject({
      operation: z.enum(operations).optional(),
      paymentId: text.optional(),
      method: text.optional(),
    });
    return control.requests(...z.tuple([filter.optional()]).parse(filled(args, 1)));
  },
  webhooks: (control, args) => control.webhooks(...z.tuple([text.optional()]).parse(filled(args, 1))),
  script: (control, args) => control.script(z.tuple([faultShape]).parse(args)[0] as FaultInput),
  faults: (control) => control.faults(),
  clearFaults: (control) => control.clearFaults(),
  playScene: (control, args) => control.playScene(z.tuple([z.enum(sceneNames)]).parse(args)[0]),
  endCancellation: (control, args) =>
    control.endCancellation(...z.tuple([text, text, z.enum(["succeed", "fail"])]).parse(args)),
  endPayout: (control, args) =>
    control.endPayout(...z.tuple([text, z.enum(["complete", "fail"])]).parse(args)),
  cancelInConsole: (control, args) => {
    const [id, options] = z.tuple([text, outsideShape.optional()]).parse(filled(args, 2));
    return control.cancelInConsole(id, given(options ?? {}));
  },
  cancelByOther: (control, args) => {
    const [id, options] = z.tuple([text, outsideShape.extend({ trigger: z.enum(triggers) })]).parse(args);
    return control.cancelByOther(id, { ...given(options), trigger: options.trigger });
  },
  deposit: (control, args) => control.deposit(...z.tuple([text]).parse(args)),
  dispute: (control, args) => control.dispute(...z.tuple([text, z.enum(["open", "resolve"])]).parse(args)),
  setSwitches: (control, args) =>
    control.setSwitches(z.tuple([switchesShape.partial()]).parse(args)[0] as Partial<Switches>),
  switches: (control) => control.switches(),
  resetSwitches: (control) => control.resetSwitches(),
  switchChoices: (control) => control.switchChoices(),
  shiftClock: (control, args) => control.shiftClock(...z.tuple([z.number()]).parse(args)),
  now: (control) => control.now(),
  setWebhookUrl: (control, args) => control.setWebhookUrl(...z.tuple([text.nullable()]).parse(args)),
  webhookUrl: (control) => control.webhookUrl(),
  paymentPage: (control) => control.paymentPage(),
  flushWebhooks: (control) => control.flushWebhooks(),
  reset: (control) => control.reset(),
};

function isAction(name: string): name is keyof SandboxControl {
  return Object.hasOwn(actions, name);
}

/** Appends omitted arguments as undefined. */
function filled(args: unknown, length: number): unknown {
  return Array.isArray(args) && args.length < length ? [...args, ...Array(length - args.length)] : args;
}

function given(options: z.output<typeof outsideShape>) {
  const { amount, taxFreeAmount, vatAmount, reason } = options;
  return {
    ...(amount === undefined ? {} : { amount }),
    ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }),
    ...(vatAmount === undefined ? {} : { vatAmount }),
    ...(reason === undefined ? {} : { reason }),
  };
}
