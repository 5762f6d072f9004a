// A tab of an earlier build: the server does not know its actions. Nothing is sent, every form says so, and a reload helps.
import type { Page, Request } from "@playwright/test";
import { boxesIn, typeIn } from "./keyboard";
import {
  chooseReason,
  confirm,
  fillAccount,
  fillPart,
  fillReason,
  noteOf,
  receipt,
  review,
} from "./refund-steps";
import { expect, test } from "./test";
import { placesOfAdministrator, placesOfNobody, placesOfOperator, type TypedPlace } from "./typed-places";

// The browser reports the answer, and React an error that a form shows.
test.use({ expectedErrors: ["409 (Conflict)", "was not found on the server", "ERR_FAILED"] });

const reload = "새로고침";
const isAction = (request: Request) =>
  request.method() === "POST" && request.headers()["next-action"] !== undefined;

/** Gives every action of the page an id that this build does not have. Returns a function that ends this. */
async function ageTab(page: Page): Promise<() => Promise<void>> {
  await page.route("**", async (route, request) => {
    if (!isAction(request)) return route.fallback();
    const headers = request.headers();
    const id = headers["next-action"] ?? "";
    await route.continue({
      headers: { ...headers, "next-action": `${id.slice(0, 2)}${"0".repeat(id.length - 2)}` },
    });
  });
  return () => page.unroute("**");
}

test("a refund is not sent, the form says so, and after a reload the draft is refunded once", async ({
  page,
  context,
  sandbox,
}) => {
  const payment = await sandbox.createPayment({ method: "VIRTUAL_ACCOUNT", total: 20_000 });
  const questions: string[] = [];
  page.on("dialog", (dialog) => {
    questions.push(dialog.type());
    return dialog.accept();
  });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "7,000");
  await fillReason(page, "일부 품절");
  await fillAccount(page);
  await review(page);
  const update = await ageTab(page);
  for (const again of [false, true]) {
    await receipt(page).getByRole("button", { name: "7,000원 환불하기" }).click();
    await expect(receipt(page)).toContainText("환불 요청을 보내지 않았습니다");
    await expect(receipt(page)).toContainText("환불데스크가 업데이트되었습니다.");
    await expect(receipt(page)).toContainText("저장되지 않으니 다시 입력");
    await expect(receipt(page)).not.toContainText("접수되었을 수도 있습니다");
    await expect(receipt(page).getByRole("button", { name: "같은 요청 다시 보내기" })).toHaveCount(0);
    // The account is typed again after the reload: it can be read until then.
    await expect(receipt(page)).toContainText("1101 2345 6789");
    if (again) break;
    await receipt(page).getByRole("button", { name: "돌아가기" }).click();
    await expect(noteOf(page)).toHaveValue("일부 품절");
    await review(page);
  }
  expect(await sandbox.requests(payment.id, "cancelPayment")).toEqual([]);
  const refunds = await context.newPage();
  await refunds.goto(`/refunds?tab=all&q=${payment.id}`);
  await expect(refunds.getByRole("searchbox")).toHaveValue(payment.id);
  await expect(refunds.getByRole("row").filter({ hasText: payment.id })).toHaveCount(0);

  await update();
  await expect(receipt(page).getByRole("button", { name: reload })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("작성하던 내용을 불러왔습니다")).toBeVisible();
  expect(questions).toEqual([]);
  await expect(page.getByLabel("환불 금액")).toHaveValue("7,000");
  await expect(noteOf(page)).toHaveValue("일부 품절");
  await fillAccount(page);
  await review(page);
  await confirm(page, "7,000원 환불하기", /완료|접수됨/);
  expect(await sandbox.requests(payment.id, "cancelPayment")).toHaveLength(1);
  await refunds.reload();
  await expect(refunds.getByRole("row").filter({ hasText: payment.id })).toHaveCount(1);
});

test("a refund whose first answer was lost is not called unsent", async ({ page, sandbox }) => {
  const payment = await sandbox.createPayment({ total: 20_000 });
  await page.goto(`/payments/${payment.id}`);
  await fillPart(page, "7,000");
  await chooseReason(page);
  await review(page);
  await page.route("**", async (route, request) => {
    if (!isAction(request) || !request.postData()?.includes("requestId")) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await receipt(page).getByRole("button", { name: "7,000원 환불하기" }).click();
  await expect(receipt(page)).toContainText("환불이 접수되었을 수도 있습니다.");
  await page.unroute("**");
  const update = await ageTab(page);
  await receipt(page).getByRole("button", { name: "같은 요청 다시 보내기" }).click();
  await expect(receipt(page)).toContainText("앞서 보낸 환불이 접수되었을 수도 있습니다");
  await expect(receipt(page)).not.toContainText("환불 요청을 보내지 않았습니다");
  await update();
  await receipt(page).getByRole("button", { name: reload }).click();
  await expect(page.getByRole("heading", { name: "환불·취소 내역" })).toBeVisible();
  expect(await sandbox.requests(payment.id, "cancelPayment")).toHaveLength(1);
});

test("a form without typed text is replaced by the notice, and the rest of the page stays", async ({
  page,
}) => {
  await page.goto("/payments");
  const update = await ageTab(page);
  const search = page.getByRole("searchbox", { name: "결제 검색" });
  const notices = page.getByRole("alert").filter({ hasText: "업데이트되어" });
  await page.getByRole("button", { name: "새 결제 가져오기" }).click();
  await expect(notices).toHaveCount(1);
  await page.getByRole("button", { name: "어둡게" }).first().click();
  await expect(notices).toHaveCount(2);
  await expect(search).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "빠른 이동" })).toBeVisible();
  await page.keyboard.type("어두운");
  await page.keyboard.press("Enter");
  await expect(page.getByText("업데이트되어 실행하지 않았습니다.")).toBeVisible();
  await page.getByRole("button", { name: "표시" }).click();
  await page.getByRole("radio", { name: "촘촘하게" }).check();
  await expect(notices).toHaveCount(4);
  await update();
  await notices.getByRole("link", { name: reload }).first().click();
  await expect(page.getByRole("button", { name: "새 결제 가져오기" })).toBeVisible();
  await expect(notices).toHaveCount(0);
});

const samples = {
  text: "메모 한 줄",
  line: "한 줄",
  password: "a long enough password",
  digits: "11012345678",
  email: "earlier-build@example.com",
};

async function fill(page: Page, place: TypedPlace, container: ReturnType<typeof boxesIn>): Promise<void> {
  for (const [n, content] of place.boxes.entries()) {
    const box = boxesIn(container).nth(n);
    if (typeof content === "object") {
      await typeIn(box, content.types);
      if (content.ends) await page.keyboard.press(content.ends);
    } else if (content !== "search" && content !== "query") await typeIn(box, samples[content]);
  }
}

/** All forms call their action by `useAction`. One of each way in which a form shows that it was not carried out. */
const kinds = ["the name of a view", "a manual refund", "the account", "people", "sign-in"];

for (const [person, places] of [
  ["operator", placesOfOperator],
  ["admin", placesOfAdministrator],
  [null, placesOfNobody],
] as const) {
  test.describe(person ?? "nobody", () => {
    test.use({ as: person });
    for (const place of places.filter(({ name }) => kinds.includes(name))) {
      test(`${place.name}: says that the desk was updated, and keeps the page`, async ({ page, sandbox }) => {
        const container = await place.open(page, sandbox);
        await ageTab(page);
        await fill(page, place, container);
        await place.send(page, container);
        await expect(page.getByText(/환불데스크가 업데이트되(었습니다|어)/).first()).toBeVisible();
        await expect(page.getByText(reload, { exact: true }).first()).toBeVisible();
      });
    }
  });
}
