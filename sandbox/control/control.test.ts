// The control address: its authorization, its equivalence to the control object, and the policy of its page.
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { testSandbox } from "../test-harness.ts";
import { pageScripts } from "./page.ts";
import { defaultSwitches } from "./switches.ts";

type Headers = Record<string, string>;

// node:http, because fetch does not let a caller set Host or Origin.
function send(url: string, path: string, headers: Headers, body = "[]", method = "POST") {
  return new Promise<{ status: number; text: string; headers: Headers }>((resolve, reject) => {
    const outgoing = request(
      url + path,
      { method, headers: { "content-length": Buffer.byteLength(body), ...headers } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers as Headers }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

describe("the control address", () => {
  it("requires its token, its own origin and a loopback host", async () => {
    const { sandbox } = await testSandbox();
    const { controlUrl, controlToken } = sandbox;
    const port = new URL(controlUrl).port;
    const good = { "x-sandbox-token": controlToken };
    const status = async (headers: Headers) => (await send(controlUrl, "/control/switches", headers)).status;
    expect(await status(good)).toBe(200);
    expect(await status({ ...good, origin: controlUrl })).toBe(200);
    expect(await status({ ...good, host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(
      200,
    );
    expect(await status({})).toBe(401);
    expect(await status({ "x-sandbox-token": `${controlToken}x` })).toBe(401);
    expect(await status({ "x-sandbox-token": sandbox.apiSecret })).toBe(401);
    expect(await status({ ...good, origin: "https://evil.example.com" })).toBe(403);
    expect(await status({ ...good, origin: "null" })).toBe(403);
    expect(await status({ ...good, origin: "http://127.0.0.1:1" })).toBe(403);
    expect(await status({ ...good, host: "sandbox.example.com" })).toBe(403);
    expect(await status({ ...good, host: "127.0.0.1.example.com" })).toBe(403);
  });

  it("sends no CORS headers, not even to a preflight", async () => {
    const { sandbox } = await testSandbox();
    const preflight = await send(
      sandbox.controlUrl,
      "/control/switches",
      { origin: "https://evil.example.com" },
      "",
      "OPTIONS",
    );
    expect(preflight.status).toBe(403);
    const good = await send(sandbox.controlUrl, "/control/switches", {
      "x-sandbox-token": sandbox.controlToken,
    });
    for (const headers of [preflight.headers, good.headers]) {
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  it("has the methods of the control object over HTTP", async () => {
    const { sandbox, client } = await testSandbox();
    const action = async (name: string, ...args: unknown[]) => {
      const headers = { "x-sandbox-token": sandbox.controlToken };
      const reply = await send(sandbox.controlUrl, `/control/${name}`, headers, JSON.stringify(args));
      return { status: reply.status, ...JSON.parse(reply.text) } as {
        status: number;
        result: unknown;
        error?: string;
      };
    };
    expect(await action("createPayment", { id: "made", total: 5_000 })).toMatchObject({
      status: 200,
      result: { id: "made" },
    });
    expect(await action("createPayment", { id: "made" })).toMatchObject({
      status: 400,
      error: "a payment made exists already",
    });
    expect((await action("createPayment", { colour: "red" })).status).toBe(400);
    expect((await action("createPayment")).status).toBe(200);
    expect(await action("script", { kind: "pg-error", paymentId: "made" })).toMatchObject({
      result: { count: 1, operation: "cancelPayment" },
    });
    expect((await client.cancel("made", {})).status).toBe(502);
    expect((await action("script", { kind: "earthquake" })).status).toBe(400);
    expect(await action("cancelByOther", "made", { amount: 1_000, trigger: "CHARGEBACK" })).toMatchObject({
      result: { status: "PARTIAL_CANCELLED" },
    });
    expect(await action("ledger", "made")).toMatchObject({ result: [{ amount: 1_000, by: "chargeback" }] });
    expect((await action("ledger")).result).toEqual(sandbox.control.ledger());
    expect(await action("payments", "made")).toMatchObject({ result: [{ id: "made" }] });
    expect(await action("setSwitches", { replayErrors: false })).toMatchObject({
      result: { ...defaultSwitches, replayErrors: false },
    });
    expect((await action("setSwitches", { replayErrors: "no" })).status).toBe(400);
    expect((await action("resetSwitches")).result).toEqual({ ...defaultSwitches });
    expect((await action("switchChoices")).result).toMatchObject({ balanceBasis: ["total", "paid"] });
    const before = sandbox.control.now();
    expect(Number((await action("shiftClock", 60_000)).result)).toBeGreaterThanOrEqual(before + 60_000);
    expect((await action("flushWebhooks")).result).toBeNull();
    expect((await action("setWebhookUrl", "http://example.com")).status).toBe(400);
    expect((await action("explode")).status).toBe(404);
    expect((await action("constructor")).status).toBe(404);
    expect((await action("reset")).status).toBe(200);
    expect(sandbox.control.payments()).toEqual([]);
  });

  it("rejects a body that is not a list of arguments, and methods other than POST", async () => {
    const { sandbox } = await testSandbox();
    const headers = { "x-sandbox-token": sandbox.controlToken };
    expect((await send(sandbox.controlUrl, "/control/getPayment", headers, "{")).status).toBe(400);
    expect((await send(sandbox.controlUrl, "/control/getPayment", headers, '{"id":1}')).status).toBe(400);
    expect((await send(sandbox.controlUrl, "/control/switches", headers, "", "GET")).status).toBe(405);
    expect(
      (await send(sandbox.controlUrl, "/control/getPayment", headers, `["${"x".repeat(1024 * 1024)}"]`))
        .status,
    ).toBe(413);
  });

  it("serves a page that loads only its own files and contains no secret", async () => {
    const { sandbox } = await testSandbox();
    const page = await send(sandbox.controlUrl, "/", {}, "", "GET");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.text).not.toMatch(/<script>|style=|onclick=/);
    for (const secret of [sandbox.controlToken, sandbox.apiSecret, sandbox.webhookSecret]) {
      expect(page.text).not.toContain(secret);
    }
    for (const name of [...pageScripts, "data.js"]) {
      const script = await send(sandbox.controlUrl, `/${name}`, {}, "", "GET");
      expect(script.headers["content-type"]).toContain("text/javascript");
      expect(script.text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    }
    expect((await send(sandbox.controlUrl, "/page.css", {}, "", "GET")).status).toBe(200);
    expect((await send(sandbox.controlUrl, "/main.ts", {}, "", "GET")).status).toBe(401);
  });
});

describe("the control object", () => {
  it("returns copies, so that callers cannot change the sandbox", async () => {
    const { control } = (await testSandbox()).sandbox;
    const payment = control.createPayment({ id: "mine" });
    payment.amount.total = 1;
    Object.assign(payment.customer, { name: "다른 사람" });
    control.switches().maxCancelCount = 1;
    expect(control.getPayment("mine")).toMatchObject({
      amount: { total: 39_000 },
      customer: { name: "김민서" },
    });
    expect(control.switches().maxCancelCount).toBe(defaultSwitches.maxCancelCount);
    expect(control.getPayment("nobody's")).toBeNull();
  });

  it("creates payments of every status, and with values outside the specification", async () => {
    const { sandbox, client } = await testSandbox();
    const { control } = sandbox;
    const half = control.createPayment({ status: "PARTIAL_CANCELLED", total: 9_000 });
    expect(half).toMatchObject({ status: "PARTIAL_CANCELLED", amount: { cancelled: 4_500 } });
    expect(control.ledger(half.id)).toMatchObject([{ amount: 4_500 }]);
    control.createPayment({
      id: "odd",
      extra: { status: "ON_HOLD", amount: { fee: 3 }, method: { type: "PaymentMethodTelepathy" } },
    });
    expect((await client.get("/payments/odd")).body).toMatchObject({
      status: "ON_HOLD",
      amount: { total: 39_000, fee: 3 },
      method: { type: "PaymentMethodTelepathy" },
    });
    expect(() => control.createPayment({ total: 1_000, taxFree: 1_001 })).toThrow("do not add up");
  });

  it("of several sandboxes in one process shares nothing", async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => testSandbox()));
    for (const { sandbox } of all) sandbox.control.createPayment({ id: "same" });
    const [first, second] = all;
    await first?.client.cancel("same", {});
    expect(first?.sandbox.control.ledger()).toHaveLength(1);
    expect(second?.sandbox.control.ledger()).toHaveLength(0);
    expect(new Set(all.map(({ sandbox }) => sandbox.id)).size).toBe(5);
    expect(new Set(all.map(({ sandbox }) => sandbox.apiSecret)).size).toBe(5);
  });
});
