// What may come to the webhook's address over a real connection: each is answered as it should be, the desk goes on
// answering, and nothing is lost in silence: what is acknowledged is in the inbox, what is refused is counted there.
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

/** What was turned away today, in the words of the page. */
async function turnedAway(page: Page): Promise<Map<string, number>> {
  await page.goto("/webhooks");
  const door = page.getByRole("region", { name: "오늘 문 앞에서 돌려보낸 요청" });
  await expect(door).toBeVisible();
  const counts = new Map<string, number>();
  for (const row of await door.locator("dl > div").all()) {
    const words = (await row.locator("dt span").first().textContent()) ?? "";
    counts.set(words, Number((await row.locator("dd").textContent())?.replace(/\D/g, "")));
  }
  return counts;
}

/** That a webhook is in the inbox. */
async function expectKept(page: Page, id: string): Promise<void> {
  await page.goto(`/webhooks?q=${id}`);
  await expect(page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem")).toHaveCount(1);
}

const notRight = "서명이 맞지 않음";
const refusals: {
  what: string;
  send: (body: string, headers: SignedHeaders) => Promise<number | null>;
  status: number;
  counted: string;
}[] = [
  {
    what: "the id twice, the same",
    send: (body, headers) => postRaw(twice(headers, "webhook-id"), body),
    status: 400,
    counted: notRight,
  },
  {
    what: "the id twice, another",
    send: (body, headers) => postRaw(twice(headers, "webhook-id", otherId), body),
    status: 400,
    counted: notRight,
  },
  {
    what: "the time twice, the same",
    send: (body, headers) => postRaw(twice(headers, "webhook-timestamp"), body),
    status: 400,
    counted: notRight,
  },
  {
    what: "the time twice, another",
    send: (body, headers) => postRaw(twice(headers, "webhook-timestamp", "1"), body),
    status: 400,
    counted: notRight,
  },
  {
    what: "two signatures, both wrong",
    send: (body, headers) => {
      const forged = { ...headers, "webhook-signature": `v1,${randomBytes(32).toString("base64")}` };
      return postRaw(twice(forged, "webhook-signature", `v1,${randomBytes(32).toString("base64")}`), body);
    },
    status: 400,
    counted: notRight,
  },
  {
    what: "a signature of a secret that has been rotated out",
    send: (body) => postRaw(lines(signedHeaders(body, { secret: randomBytes(32).toString("base64") })), body),
    status: 400,
    counted: notRight,
  },
  {
    what: "a webhook again, as it came, after five minutes",
    send: (body) => postRaw(lines(signedHeaders(body, { at: Math.floor(Date.now() / 1000) - 302 })), body),
    status: 400,
    counted: "5분 넘게 지난 서명",
  },
  {
    what: "rightly signed bytes that are no text",
    send: (body) => {
      const bytes = Buffer.concat([Buffer.from(body), Buffer.from([0xff, 0xc3, 0x28])]);
      return postRaw(lines(signedHeaders(bytes)), bytes);
    },
    status: 400,
    counted: "글자로 읽을 수 없는 본문",
  },
  {
    what: "ten megabytes, and says so",
    send: (_, headers) => postRaw(lines(headers), Buffer.alloc(tooLarge, 0x20)),
    status: 413,
    counted: "256KB가 넘는 본문",
  },
  {
    what: "ten megabytes, rightly signed and without a stated length",
    send: () => {
      const bytes = Buffer.alloc(tooLarge, 0x20);
      return postRaw(lines(signedHeaders(bytes)), bytes, { chunked: true });
    },
    status: 413,
    counted: "256KB가 넘는 본문",
  },
];

test("what is refused is counted by its reason, and leaves nothing else", async ({
  page,
  request,
  sandbox,
}) => {
  const before = await turnedAway(page);
  const expected = new Map<string, number>();
  const payment = await sandbox.createPayment({ announce: false });
  for (const { what, send, status, counted } of refusals) {
    const body = paidBody(payment.id);
    expect(await send(body, signedHeaders(body)), what).toBe(status);
    expect((await request.get("/api/health")).status(), `after ${what}`).toBe(200);
    expected.set(counted, (expected.get(counted) ?? 0) + 1);
  }
  // Counts are written every few seconds; other tests are turned away meanwhile as well.
  await expect(async () => {
    const after = await turnedAway(page);
    for (const [words, count] of expected)
      expect(after.get(words) ?? 0, words).toBeGreaterThanOrEqual((before.get(words) ?? 0) + count);
  }).toPass({ timeout: 20_000 });
  await page.goto(`/webhooks?q=${payment.id}`);
  await expect(page.getByText("찾는 웹훅이 없습니다").first()).toBeVisible();
});

test("a request that is no HTTP, or breaks off in its body, is not acknowledged, and others are", async ({
  page,
  request,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ announce: false });
  const body = paidBody(payment.id);
  const lost = signedHeaders(body);
  // Two lengths, or a length beside chunks: the ways to smuggle a second request in. The line is cut, also before the answer.
  expect([400, null]).toContain(await postRaw([...lines(lost), ["content-length", "5"]], body));
  expect([400, null]).toContain(
    await postRaw([...lines(lost), ["content-length", "5"]], body, { chunked: true }),
  );
  expect(await postRaw(lines(lost), body, { breakOffAt: 40 })).toBeNull();
  expect(await postRaw(lines(lost), body, { chunked: true, breakOffAt: 40 })).toBeNull();
  expect((await request.get("/api/health")).status()).toBe(200);
  await page.goto(`/webhooks?q=${lost["webhook-id"]}`);
  await expect(page.getByText("찾는 웹훅이 없습니다").first()).toBeVisible();
  // PortOne sends again what was not acknowledged.
  expect(await postRaw(lines(lost), body, { chunked: true })).toBe(200);
  await expectKept(page, lost["webhook-id"]);
});

test("a list of signatures counts when one of them is right, however it is written", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ announce: false });
  const body = paidBody(payment.id);
  const old = signedHeaders(body, { secret: randomBytes(32).toString("base64") })["webhook-signature"];
  const inOneLine = signedHeaders(body);
  const listed = { ...inOneLine, "webhook-signature": `${old} ${inOneLine["webhook-signature"]}` };
  expect(await postRaw(lines(listed), body)).toBe(200);
  await expectKept(page, inOneLine["webhook-id"]);
  const inTwo = signedHeaders(body);
  expect(
    await postRaw(
      twice({ ...inTwo, "webhook-signature": old }, "webhook-signature", inTwo["webhook-signature"]),
      body,
    ),
  ).toBe(200);
  await expectKept(page, inTwo["webhook-id"]);
});

test("a webhook for another store, or of a payment that nobody knows, is kept and says what is the matter", async ({
  page,
}) => {
  for (const [storeId, words] of [
    ["store-of-somebody-else", "무시됨"],
    [undefined, "포트원에 이 결제가 없습니다"],
  ] as const) {
    const paymentId = `order-${randomUUID()}`;
    const body = paidBody(paymentId, storeId);
    expect(await postRaw(lines(signedHeaders(body)), body)).toBe(200);
    const row = page.getByRole("list", { name: "받은 웹훅" }).getByRole("listitem");
    await expect(async () => {
      await page.goto(`/webhooks?q=${paymentId}`);
      await expect(row).toContainText(words, { timeout: 1_000 });
    }).toPass();
    if (storeId === undefined) continue;
    await row.getByRole("link").first().click();
    await expect(page.getByText("다른 상점의 웹훅입니다")).toBeVisible();
    await expect(page.getByText("처리하지 않는 웹훅의 본문은 저장하지 않습니다")).toBeVisible();
  }
});

test("a payment of a method, a status, a currency and with fields that nobody knows has a page that says so", async ({
  page,
  sandbox,
}) => {
  for (const [extra, words] of [
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
    await expect(page.getByRole("main")).toContainText(words);
  }
});
