// Channels of alerts in the settings, and what people choose for themselves.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { typeIn } from "./keyboard";
import { chooseInMenu } from "./row-menu";
import { expect, test } from "./test";
import { violationsInBothLooks } from "./violations";

let receiver: Server;
let url: string;
const received: { body: string; signature: string }[] = [];
let answer = 200;

test.beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      body: Buffer.concat(chunks).toString(),
      signature: String(request.headers["webhook-signature"] ?? ""),
    });
    response.writeHead(answer).end();
  });
  await new Promise<void>((ready) => {
    receiver.listen(0, "127.0.0.1", ready);
  });
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/secret-path`;
});
test.afterAll(() => new Promise((ended) => receiver.close(ended)));

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test.describe("an administrator", () => {
  test.use({ as: "admin" });

  test("adds a signed channel by keys, tests it, changes it and deletes it", async ({ page }) => {
    const name = `환불 알림 ${Date.now()}`;
    await page.goto("/settings");
    await page.getByRole("button", { name: "채널 추가" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "종류" }).selectOption("webhook");
    await dialog.getByRole("button", { name: "저장하기" }).click();
    await expect(dialog.getByText("이름을 입력해 주세요.")).toBeVisible();
    await typeIn(dialog.getByRole("textbox", { name: "이름" }), name);
    await typeIn(dialog.getByRole("textbox", { name: "웹훅 주소" }), "ftp://example.com");
    await dialog.getByRole("button", { name: "저장하기" }).click();
    await expect(dialog.getByText("https://로 시작하는 웹 주소를 입력해 주세요.")).toBeVisible();
    await typeIn(dialog.getByRole("textbox", { name: "웹훅 주소" }), url);
    await typeIn(dialog.getByRole("textbox", { name: "기준 금액(이상)" }), "50000");
    await dialog.getByRole("checkbox", { name: "방해 금지 시간 사용" }).check();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await dialog.getByRole("button", { name: "저장하기" }).click();

    const secret = page.getByRole("dialog", { name: `${name}의 서명 시크릿` });
    await expect(secret.getByText(/^whsec_[A-Za-z0-9+/=]{44}$/)).toBeVisible();
    expect(await violationsInBothLooks(page)).toEqual([]);
    await secret.getByRole("button", { name: "닫기" }).click();
    await expect(row(page, name)).toContainText("50,000원 이상 · 22:00–08:00 보내지 않음");
    await expect(row(page, name)).toContainText("아직 보낸 알림이 없습니다");
    // The address is a secret: the page has only its origin.
    expect(await page.content()).not.toContain("secret-path");

    await chooseInMenu(row(page, name), /메뉴$/, "시험 보내기");
    await expect(page.getByText(`${name} 채널에 시험 알림이 도착했습니다.`)).toBeVisible();
    const [sent] = received;
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({ kind: "test", title: "환불데스크 알림 시험" });
    expect(sent?.signature).toMatch(/^v1,/);
    await expect(row(page, name)).toContainText("마지막 전송");
    answer = 403;
    await chooseInMenu(row(page, name), /메뉴$/, "시험 보내기");
    await expect(page.getByRole("alert").filter({ hasText: "보내지 못했습니다" })).toContainText(
      "받는 쪽이 알림을 거절했습니다.",
    );
    await expect(row(page, name)).toContainText(/마지막 실패 .+받는 쪽이 알림을 거절했습니다/);
    expect(await violationsInBothLooks(page)).toEqual([]);

    await chooseInMenu(row(page, name), /메뉴$/, "수정");
    await expect(dialog.getByText(/현재 주소: http:\/\/127\.0\.0\.1:\d+\. 비워 두면/)).toBeVisible();
    await dialog.getByRole("checkbox", { name: "알림 보내기" }).uncheck();
    await dialog.getByRole("button", { name: "저장하기" }).click();
    await expect(row(page, name)).toContainText("꺼짐");
    await chooseInMenu(row(page, name), /메뉴$/, "삭제");
    await page.getByRole("button", { name: "삭제하기" }).click();
    await expect(row(page, name)).toBeHidden();
  });
});

test.describe("an operator", () => {
  test.use({ as: "operator" });

  test("chooses mail about the own refunds, and cannot see the channels", async ({ page }) => {
    await page.goto("/account");
    const card = page.getByRole("region", { name: "메일 알림" });
    const own = card.getByRole("checkbox", { name: "내가 요청한 환불의 승인 결과와 처리 결과" });
    await expect(card.getByRole("checkbox")).toHaveCount(1);
    await own.check();
    await card.getByRole("button", { name: "저장하기" }).click();
    await expect(card.getByText("저장했습니다.")).toBeVisible();
    await page.reload();
    await expect(own).toBeChecked();
    await own.uncheck();
    await card.getByRole("button", { name: "저장하기" }).click();
    await expect(card.getByText("저장했습니다.")).toBeVisible();
    await page.goto("/settings");
    await expect(page.getByText("알림 채널")).toBeHidden();
  });
});
