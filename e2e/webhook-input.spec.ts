// Input of the webhook's address over a real connection: each request gets its answer, the desk continues to answer, and
// nothing is lost silently: acknowledged webhooks are in the inbox, and rejected requests are counted.
import { randomBytes, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./test";
import { paidBody, postRaw, type SignedHeaders, signedHeaders } from "./webhook-sender";

const tooLarge = 10 * 1024 * 1024;
const otherId = "wh-of-somebody-else";

type Header = readonly [string, string];
const lines = (headers: SignedHeaders): Header[] => Object.entries(headers);
const twice = (headers: SignedHeaders, name: keyof SignedHeaders, value = headers[name]): Header[] => [
  ...lines(headers),
  [name, value],
];

/** Returns today's counts of rejected requests by the reason on the page. */
async function rejectedCounts(page: Page): Promise<Map<string, number>> {
  await page.goto("/webhooks");
  const region = page.getByRole("region", { name: "오늘 거부한 요청" });
  await expect(region).toBeVisible();
  const counts = new Map<string, number>();
  for (const row of await region.locator("dl > div").all()) {
    const reason = (await row.locator("dt span").first().textContent()) ?? "";
    counts.set(reason, Number((await row.locator("dd").textContent())?.replace(/\D/g, "")));
  }
  return counts;
}

/** Expects that a webhook is in the inbox. */
async function expectStored(page: Page, id: string): Promise<void> {
  await page.goto(`/webhooks?q=${id}`);
  await expect(page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem")).toHaveCount(1);
}

const wrongSignature = "서명 불일치";
const rejectedRequests: {
  what: string;
  send: (body: string, headers: SignedHeaders) => Promise<number | null>;
  status: number;
  counted: string;
}[] = [
  {
    what: "the same id twice",
    send: (body, headers) => postRaw(twice(headers, "webhook-id"), body),
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "two different ids",
    send: (body, headers) => postRaw(twice(headers, "webhook-id", otherId), body),
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "the same timestamp twice",
    send: (body, headers) => postRaw(twice(headers, "webhook-timestamp"), body),
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "two different timestamps",
    send: (body, headers) => postRaw(twice(headers, "webhook-timestamp", "1"), body),
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "two wrong signatures",
    send: (body, headers) => {
      const forged = { ...headers, "webhook-signature": `v1,${randomBytes(32).toString("base64")}` };
      return postRaw(twice(forged, "webhook-signature", `v1,${randomBytes(32).toString("base64")}`), body);
    },
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "a signature of a secret that has been rotated out",
    send: (body) => postRaw(lines(signedHeaders(body, { secret: randomBytes(32).toString("base64") })), body),
    status: 400,
    counted: wrongSignature,
  },
  {
    what: "a replayed webhook after five minutes",
    send: (body) => postRaw(lines(signedHeaders(body, { at: Math.floor(Date.now() / 1000) - 302 })), body),
    status: 400,
    counted: "5분 넘게 지난 서명 시각",
  },
  {
    what: "correctly signed bytes that are not UTF-8",
    send: (body) => {
      const bytes = Buffer.concat([Buffer.from(body), Buffer.from([0xff, 0xc3, 0x28])]);
      return postRaw(lines(signedHeaders(bytes)), bytes);
    },
    status: 400,
    counted: "UTF-8이 아닌 본문",
  },
  {
    what: "ten megabytes with a stated length",
    send: (_, headers) => postRaw(lines(headers), Buffer.alloc(tooLarge, 0x20)),
    status: 413,
    counted: "본문 256KB 초과",
  },
  {
    what: "ten megabytes, correctly signed, without a stated length",
    send: () => {
      const bytes = Buffer.alloc(tooLarge, 0x20);
      return postRaw(lines(signedHeaders(bytes)), bytes, { chunked: true });
    },
    status: 413,
    counted: "본문 256KB 초과",
  },
];

test("a rejected request is counted by its reason, and nothing else is stored", { tag: "@waits" }, async ({
  page,
  request,
  sandbox,
}) => {
  const before = await rejectedCounts(page);
  const expected = new Map<string, number>();
  const payment = await sandbox.createPayment({ announce: false });
  for (const { what, send, status, counted } of rejectedRequests) {
    const body = paidBody(payment.id);
    expect(await send(body, signedHeaders(body)), what).toBe(status);
    expect((await request.get("/api/health")).status(), `after ${what}`).toBe(200);
    expected.set(counted, (expected.get(counted) ?? 0) + 1);
  }
  // Counts are written every few seconds, and other tests have rejected requests too.
  await expect(async () => {
    const after = await rejectedCounts(page);
    for (const [reason, count] of expected)
      expect(after.get(reason) ?? 0, reason).toBeGreaterThanOrEqual((before.get(reason) ?? 0) + count);
  }).toPass({ timeout: 20_000 });
  await page.goto(`/webhooks?q=${payment.id}`);
  await expect(page.getByText("검색 결과가 없습니다").first()).toBeVisible();
});

test("a malformed or interrupted request is not acknowledged, and later requests are", async ({
  page,
  request,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ announce: false });
  const body = paidBody(payment.id);
  const lost = signedHeaders(body);
  // Two lengths, or a length with chunks, would smuggle in a second request. The connection may close before the answer.
  expect([400, null]).toContain(await postRaw([...lines(lost), ["content-length", "5"]], body));
  expect([400, null]).toContain(
    await postRaw([...lines(lost), ["content-length", "5"]], body, { chunked: true }),
  );
  expect(await postRaw(lines(lost), body, { breakOffAt: 40 })).toBeNull();
  expect(await postRaw(lines(lost), body, { chunked: true, breakOffAt: 40 })).toBeNull();
  expect((await request.get("/api/health")).status()).toBe(200);
  await page.goto(`/webhooks?q=${lost["webhook-id"]}`);
  await expect(page.getByText("검색 결과가 없습니다").first()).toBeVisible();
  // PortOne resends a webhook that was not acknowledged.
  expect(await postRaw(lines(lost), body, { chunked: true })).toBe(200);
  await expectStored(page, lost["webhook-id"]);
});

test("a list of signatures is accepted when one of them is right, in either notation", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ announce: false });
  const body = paidBody(payment.id);
  const old = signedHeaders(body, { secret: randomBytes(32).toString("base64") })["webhook-signature"];
  const inOneLine = signedHeaders(body);
  const listed = { ...inOneLine, "webhook-signature": `${old} ${inOneLine["webhook-signature"]}` };
  expect(await postRaw(lines(listed), body)).toBe(200);
  await expectStored(page, inOneLine["webhook-id"]);
  const inTwo = signedHeaders(body);
  expect(
    await postRaw(
      twice({ ...inTwo, "webhook-signature": old }, "webhook-signature", inTwo["webhook-signature"]),
      body,
    ),
  ).toBe(200);
  await expectStored(page, inTwo["webhook-id"]);
});

test("a webhook for another store or an unknown payment is stored with the reason", async ({ page }) => {
  for (const [storeId, reason] of [
    ["store-of-somebody-else", "무시됨"],
    [undefined, "포트원에 이 결제가 없습니다"],
  ] as const) {
    const paymentId = `order-${randomUUID()}`;
    const body = paidBody(paymentId, storeId);
    expect(await postRaw(lines(signedHeaders(body)), body)).toBe(200);
    const row = page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem");
    await expect(async () => {
      await page.goto(`/webhooks?q=${paymentId}`);
      await expect(row).toContainText(reason, { timeout: 1_000 });
    }).toPass();
    if (storeId === undefined) continue;
    await row.getByRole("link").first().click();
    await expect(page.getByText("다른 상점의 웹훅입니다")).toBeVisible();
    await expect(page.getByText("처리하지 않는 웹훅의 본문은 저장하지 않습니다")).toBeVisible();
  }
});

test("a payment with an unknown method, status, currency and fields has a page that says so", async ({
  page,
  sandbox,
}) => {
  for (const [extra, reason] of [
    [{ status: "ON_HOLD" }, "ON_HOLD"],
    [{ method: { type: "PaymentMethodTelepathy" } }, "PaymentMethodTelepathy"],
    [{ currency: "XTS" }, "XTS"],
    [{ somethingNew: { deep: [1, null, "\u0000"] }, amount: { somethingElse: 1 } }, "결제 완료"],
  ] as const) {
    const payment = await sandbox.createPayment({ extra });
    await expect(async () => {
      await page.goto(`/webhooks?tab=processed&q=${payment.id}`);
      await expect(page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem")).toContainText(
        "처리됨",
        { timeout: 1_000 },
      );
    }).toPass();
    await page.goto(`/payments/${payment.id}`);
    await expect(page.getByRole("main")).toContainText(reason);
  }
});
