// The typed text is the sent text: every field has the result of random keys, pastes, compositions and autofills, and the
// browser sends the field's text. The receipt shows and PortOne receives the same account.
import type { CDPSession, Locator, Page, Request } from "@playwright/test";
import fc from "fast-check";
import { cleanQuery } from "@/lib/domain/text-input";
import { boxesIn, editBy, editsOfAtMost, expectTypedText, numberEdits, typeIn, typingSeed } from "./keyboard";
import { chooseReason, confirm, fillPart, noteOf, receipt, review } from "./refund-steps";
import { expect, test } from "./test";
import { type Content, placesOfAdministrator, placesOfNobody, placesOfOperator } from "./typed-places";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const seed = typingSeed;

for (const [person, places] of [
  ["operator", placesOfOperator],
  ["admin", placesOfAdministrator],
  [null, placesOfNobody],
] as const) {
  test.describe(person ?? "nobody", () => {
    // The sent text is taken from the request, which is aborted.
    test.use({ as: person, expectedErrors: ["net::ERR_FAILED"] });
    for (const { name, open, boxes, send } of places) {
      test(`${name}: each field has the typed text, also after it is left, and sends it`, async ({
        page,
        sandbox,
      }) => {
        page.on("dialog", (dialog) => dialog.accept());
        const container = await open(page, sandbox);
        await expect(boxesIn(container)).toHaveCount(boxes.length);
        const inputMethod = await page.context().newCDPSession(page);
        // Fewer runs per field for places with many fields, so that all places take equally long.
        const runs = Math.ceil(5 / boxes.length);
        for (const n of boxes.keys())
          await expectTypedText(page, inputMethod, boxesIn(container).nth(n), { n, runs });

        const sent = await listenToForms(page);
        const expected: string[] = [];
        for (const [n, content] of boxes.entries())
          expected.push(await put(page, inputMethod, boxesIn(container).nth(n), content, seed + n));
        await send(page, container);
        await expect(
          () => expect(sent()).toEqual(expect.arrayContaining(expected)),
          `TYPING_SEED=${seed}`,
        ).toPass({
          timeout: 10_000,
        });
      });
    }
  });
}

/** The shortest limit of a text is 40 characters (a reason), of which the fixed end of the text takes 17. */
const editsToSend = editsOfAtMost(23);

/** Puts a random text of a kind into a field. Returns the text that must be sent. */
async function put(
  page: Page,
  inputMethod: CDPSession,
  box: Locator,
  content: Content,
  from: number,
): Promise<string> {
  if (typeof content === "object") {
    await typeIn(box, content.types);
    if (content.ends) await page.keyboard.press(content.ends);
    return content.sends;
  }
  if (content === "digits") {
    const [changes = []] = fc.sample(numberEdits(8, 11), { numRuns: 1, seed: from });
    return digitsOf(await editBy(page, inputMethod, box, changes));
  }
  if (content === "email") {
    const address = `typed-${from}@example.com`;
    await typeIn(box, address);
    return address;
  }
  const [changes = []] = fc.sample(editsToSend, { numRuns: 1, seed: from });
  const hasList = (await box.getAttribute("aria-autocomplete")) !== null;
  const done = hasList ? changes.filter(({ kind }) => kind !== "press") : changes;
  const typed = await editBy(page, inputMethod, box, [
    ...done,
    ...(hasList ? [] : [{ kind: "press", key: "End" } as const]),
    { kind: "type", text: `the end of ${from}` },
  ]);
  if (content === "password") return typed;
  if (content === "search") return typed.trim();
  if (content === "query") return cleanQuery(typed);
  const visible = typed.replaceAll("\u200b", "").trim();
  return content === "line" ? visible.replace(/\s+/g, " ") : visible;
}

/**
 * Collects every text and number that the page sends from now on, by a server action or in an address. Actions are aborted,
 * so that these tests do not change what other tests see.
 */
async function listenToForms(page: Page): Promise<() => string[]> {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(...leavesOf(request)));
  await page.route("**", (route, request) => (isAction(request) ? route.abort() : route.fallback()));
  return () => sent;
}

function isAction(request: Request): boolean {
  return request.method() === "POST" && request.headers()["next-action"] !== undefined;
}

function leavesOf(request: Request): string[] {
  if (!isAction(request)) return [...new URL(request.url()).searchParams.values()].map((text) => text.trim());
  const leaves: string[] = [];
  JSON.parse(request.postData() ?? "null", (_, value: unknown) => {
    if (typeof value === "string" || typeof value === "number") leaves.push(String(value));
    return value;
  });
  return leaves;
}

/** Returns the digits of a text, including full-width digits. */
const digitsOf = (text: string) => text.normalize("NFKC").replace(/\D/g, "");
/** Returns a number as the receipt shows it before sending. */
const inFours = (text: string) => digitsOf(text).replace(/\d{4}(?=\d)/g, "$& ");

test("random edits of account, phone, holder, amount and note reach the receipt and PortOne as typed", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({
    method: "VIRTUAL_ACCOUNT",
    pgProvider: "SMARTRO_V2",
    total: 99_999_999,
  });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "1");
  await chooseReason(page);
  await typeIn(page.getByRole("combobox", { name: "은행" }), "신한");
  await page.keyboard.press("Enter");
  const inputMethod = await page.context().newCDPSession(page);
  const rounds = fc.sample(
    fc.tuple(numberEdits(7, 18), numberEdits(8, 11), fc.integer({ min: 1, max: 9_999_999 })),
    {
      numRuns: 3,
      seed,
    },
  );
  for (const [n, [account, phone, part]] of rounds.entries()) {
    const context = `TYPING_SEED=${seed}: ${JSON.stringify([account, phone, part])}`;
    const accountTyped = await editBy(page, inputMethod, page.getByLabel("계좌번호"), account);
    const phoneTyped = await editBy(page, inputMethod, page.getByLabel("예금주 연락처"), phone);
    const holder = ["홍길동", "  KIM  Min-seo ", "김민서".normalize("NFD")][n % 3] ?? "";
    await typeIn(page.getByLabel("예금주", { exact: true }), holder);
    await typeIn(page.locator('input[name="amount"]'), String(part));
    const note = `메모 ${n}\u200b 🙂`;
    await typeIn(noteOf(page), note);
    await review(page);
    const shown = receipt(page);
    const written = `${part.toLocaleString("en")}원`;
    await expect(shown, context).toContainText(written);
    await expect(shown, context).toContainText(holder.trim().replace(/\s+/g, " ").normalize("NFC"));
    const text = (await shown.textContent()) ?? "";
    expect(digitsOf(text), context).toContain(digitsOf(accountTyped));
    expect(digitsOf(text), context).toContain(digitsOf(phoneTyped));
    if (n < rounds.length - 1) {
      await shown.getByRole("button", { name: "돌아가기" }).click();
      continue;
    }
    await confirm(page, `${written} 환불하기`, "접수됨");
    await expect(shown).toContainText(`•${digitsOf(accountTyped).slice(-4)}`);
    await expect(shown).not.toContainText(inFours(accountTyped));
    const [sent] = await sandbox.requests(payment.id, "cancelPayment");
    const body = JSON.parse(sent?.body ?? "");
    expect(body, context).toMatchObject({
      amount: part,
      refundAccount: {
        bank: "SHINHAN",
        number: digitsOf(accountTyped),
        holderName: holder.trim().replace(/\s+/g, " ").normalize("NFC"),
        holderPhoneNumber: digitsOf(phoneTyped),
      },
    });
    expect(body.reason).toContain(`메모 ${n} 🙂`);
  }
});

for (const [number, phone] of [
  ["110-123-456789", "010-2345-6789"],
  ["3333-01-1234567", "01023456789"],
] as const) {
  test(`the account ${number} and the phone ${phone}, typed key by key, are sent to PortOne`, async ({
    page,
    sandbox,
  }) => {
    const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", pgProvider: "SMARTRO_V2" });
    await page.goto(`/payments/${payment.id}`);
    await typeIn(page.getByRole("combobox", { name: "은행" }), "카뱅");
    await page.keyboard.press("Enter");
    await typeIn(page.getByLabel("계좌번호"), number);
    await expect(page.getByLabel("계좌번호")).toHaveValue(number);
    await typeIn(page.getByLabel("예금주 연락처"), phone);
    await typeIn(page.getByLabel("예금주", { exact: true }), "김민서");
    await chooseReason(page);
    await review(page);
    const digits = digitsOf(number);
    await expect(receipt(page)).toContainText(inFours(number));
    await expect(receipt(page)).toContainText("010-2345-6789");
    await receipt(page)
      .getByRole("button", { name: /환불하기$/ })
      .click();
    await expect(receipt(page).getByRole("heading", { level: 2 })).toContainText(/완료|접수됨/);
    await expect(receipt(page)).toContainText(`••••${digits.slice(-4)}`);
    await expect(receipt(page)).not.toContainText(inFours(number));
    const [sent] = await sandbox.requests(payment.id, "cancelPayment");
    expect(JSON.parse(sent?.body ?? "").refundAccount).toEqual({
      bank: "KAKAO",
      number: digits,
      holderName: "김민서",
      holderPhoneNumber: "01023456789",
    });
  });
}

test("a comma typed into an amount in euros stays and is rejected, like a pasted comma", async ({
  page,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ total: 5_000, currency: "EUR", pgProvider: "EXIMBAY_V2" });
  await page.goto(`/payments/${payment.id}`);
  await chooseReason(page);
  await page.getByRole("radio", { name: "부분 환불" }).check();
  const amount = page.getByLabel("환불 금액");
  await page.evaluate(() => navigator.clipboard.writeText("6,95"));
  for (const put of [
    () => amount.pressSequentially("6,95"),
    () => amount.press("ControlOrMeta+V"),
    () => amount.fill("6,95"),
  ]) {
    await typeIn(amount, "");
    await put();
    await amount.press("Tab");
    await expect(amount).toHaveValue("6,95");
    await expect(page.getByText("쉼표 위치를 확인해 주세요.")).toBeVisible();
    await review(page);
    await expect(receipt(page)).toHaveCount(0);
  }
  await typeIn(amount, "6.95");
  await review(page);
  await expect(receipt(page)).toContainText("€6.95");
});

test("a refund that was sent and refused shows its account masked from then on", async ({
  page,
  sandbox,
}) => {
  const { id } = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 30_000 });
  await page.goto(`/payments/${id}`);
  await typeIn(page.getByRole("combobox", { name: "은행" }), "카뱅");
  await page.keyboard.press("Enter");
  await typeIn(page.getByLabel("계좌번호"), "3333-01-1234567");
  await typeIn(page.getByLabel("예금주", { exact: true }), "김민서");
  await chooseReason(page);
  await review(page);
  await expect(receipt(page)).toContainText("3333 0112 3456 7");
  await sandbox.cancelInConsole(id, { amount: 1_000 });
  await receipt(page).getByRole("button", { name: "30,000원 환불하기" }).click();
  await expect(receipt(page)).toContainText("그사이 환불 가능 금액이 변경되었습니다");
  await expect(receipt(page)).toContainText("•4567");
  await expect(receipt(page)).not.toContainText("3333");
});
