// The checks of every request before any page: an allowed method, the desk's host and the desk's origin.
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { port, stateFile } from "./desk";
import { expect, test } from "./test";

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** Sends a request with exactly these headers, which no browser would allow a page to send. */
function send(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { host: "localhost", port, method, path, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

const origin = `http://localhost:${port}`;
const crossSite = {
  "sec-fetch-site": "cross-site",
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
};

for (const method of ["HEAD", "TRACE", "OPTIONS", "PUT", "DELETE", "PATCH"])
  test(`${method} answers 405`, async () => {
    for (const path of ["/", "/payments", "/api/export/payments", "/api/webhook"]) {
      const { status, headers } = await send(method, path);
      expect([status, headers.allow]).toEqual([405, "GET, POST"]);
    }
  });

test("a request for another host gets 421 and the setting to change; health and webhooks accept any host", async () => {
  for (const host of ["evil.example", `127.0.0.1:${port}`, "localhost"]) {
    const { status, text } = await send("GET", "/sign-in", { host, "x-forwarded-host": `localhost:${port}` });
    expect(status).toBe(421);
    expect(text).toContain("DESK_URL");
    expect(text).toContain(origin);
  }
  expect((await send("GET", "/api/health", { host: "10.0.0.7" })).status).toBe(200);
  expect((await send("POST", "/api/webhook", { host: "hooks.internal" })).status).toBe(400);
});

test("a POST is accepted only from the desk's own origin, whatever other headers are forged", async () => {
  for (const headers of [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://evil.example", host: "evil.example" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: `${origin}.evil.example` },
  ])
    for (const path of ["/sign-in", "/api/sign-out", "/payments"])
      expect([403, 421]).toContain((await send("POST", path, headers)).status);
  expect((await send("POST", "/api/sign-out", { origin })).status).toBe(303);
});

test("another site can only link to a page", async () => {
  expect((await send("GET", "/sign-in", crossSite)).status).toBe(200);
  for (const path of ["/api/export/payments", "/api/export/refunds", "/api/payments/x", "/api/stream"])
    expect((await send("GET", path, crossSite)).status).toBe(403);
  for (const dest of ["image", "script", "iframe", "empty"])
    expect((await send("GET", "/sign-in", { ...crossSite, "sec-fetch-dest": dest })).status).toBe(403);
});

test("every response has a content security policy and a cross-origin opener policy", async () => {
  for (const [method, path] of [
    ["GET", "/"],
    ["GET", "/sign-in"],
    ["GET", "/no-such-page"],
    ["GET", "/api/payments/x"],
    ["GET", "/api/health"],
    ["GET", "/icon.svg"],
    ["PUT", "/"],
    ["POST", "/sign-in"],
    ["POST", "/api/webhook"],
  ] as const) {
    const { headers } = await send(method, path);
    const policies = String(headers["content-security-policy"]);
    expect(policies, path).toContain("frame-ancestors 'none'");
    expect(policies.match(/default-src/g), path).toHaveLength(1);
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["strict-transport-security"], path).toBeUndefined();
  }
});

test("an upgrade request and a target with another host pass the same checks", async () => {
  const upgrade = { connection: "Upgrade", upgrade: "websocket" };
  expect((await send("GET", "/api/none", { ...upgrade, host: "evil.example" })).status).toBe(421);
  expect((await send("GET", "/api/none", upgrade)).status).toBe(404);
  expect((await send("GET", "http://evil.example/x")).status).toBe(400);
});

test("a malformed action body is rejected, and the desk continues to answer", async () => {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string }>;
  };
  const [action = ""] =
    Object.entries(manifest.node).find(([, { exportedName }]) => exportedName === "signInAction") ?? [];
  const nested = `[${"[".repeat(30_000)}${"]".repeat(30_000)}]`;
  for (const body of [nested, "[", "", '[{"email":1}]', "\u0000", '["$F1"]']) {
    const answer = await fetch(`${origin}/sign-in`, {
      method: "POST",
      headers: { "next-action": action, origin, "content-type": "text/plain;charset=UTF-8" },
      body,
    });
    expect([200, 400, 500], body.slice(0, 20)).toContain(answer.status);
    await answer.text();
  }
  expect((await send("GET", "/api/health")).status).toBe(200);
});

test("an address that cannot be decoded redirects to sign-in like a missing page", async () => {
  expect((await send("GET", "/api/payments/%A0")).status).toBe(401);
  const { status, headers } = await send("GET", "/payments/%C1%D6%B9%AE-1");
  expect([status, String(headers.location).split("?")[0]]).toEqual([307, "/sign-in"]);
});

test("an operator who opens an address that cannot be decoded sees that the payment is not found", async ({
  page,
}) => {
  await page.goto("/payments/%C1%D6%B9%AE-1");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("결제를 찾지 못했습니다");
});

test.describe("an export", () => {
  test.use({ as: "operator" });
  test("cannot be started by a link of another site", async ({ playwright }) => {
    const request = await playwright.request.newContext({ storageState: stateFile("operator") });
    const path = `${origin}/api/export/payments?tab=all`;
    expect((await request.get(path, { headers: crossSite })).status()).toBe(403);
    expect((await request.get(path, { headers: { "sec-fetch-site": "same-origin" } })).status()).not.toBe(
      403,
    );
    await request.dispose();
  });
});
