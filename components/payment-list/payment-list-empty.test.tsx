import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { ListScan } from "@/lib/domain/views/payment-list";
import messages from "@/messages/ko.json";
import { PaymentListEmpty } from "./payment-list-empty";

function textOf(query: string, scan: ListScan, next: string | null, seesCustomers = true): string {
  const { filter } = readPaymentFilter(new URLSearchParams(query));
  const pull = { state: "done", pulled: 2_000, finishedAt: null } as const;
  const page = { filter, seesCustomers, scan, next, pull };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="ko" messages={messages} timeZone="Asia/Seoul">
      <PaymentListEmpty page={page} findAtPortOne={async () => ({ ok: true, value: { paymentId: "" } })} />
    </NextIntlClientProvider>,
  );
}

const unfinished: ListScan = { kind: "scanned-to", place: "2026-05-04 03:00:00" };

test("a search that has not reached the end does not say that no payment matches", () => {
  for (const query of ["q=%EA%B9%80%EB%AF%BC&pg=KCP_V2", "min=1000"]) {
    const html = textOf(query, unfinished, "cursor");
    expect(html).toContain("아직 찾은 결제가 없습니다");
    expect(html).toContain("이어서 검색");
    expect(html).toContain("after=cursor");
    expect(html).not.toContain("맞는 결제가 없습니다");
    expect(html).not.toContain("검색 결과가 없습니다");
  }
});

test("a search that has reached the end says that no payment matches", () => {
  expect(textOf("q=%EA%B9%80%EB%AF%BC", { kind: "all" }, null)).toContain("“김민” 검색 결과가 없습니다");
  expect(textOf("min=1000", { kind: "all" }, null)).toContain("필터에 맞는 결제가 없습니다");
});

test.each([
  [
    "한성민 39000",
    ["검색한 내용: 단어 “한성민”, 금액 39,000", "모든 단어에 맞는", "“39000”만 검색", "q=39000"],
  ],
  ["3만9천", ["검색한 내용: 금액 39,000", "정확히 같아야"]],
  ["010-1234-5678", ["검색한 내용: 전화번호 010-1234-5678", "번호의 일부"]],
  [
    "ord-1101-0001 ord-1101-0002",
    ["번호 ord-1101-0001, 번호 ord-1101-0002", "번호마다 따로", "“ord-1101-0002”만"],
  ],
])("a search for %s says what was understood and what to try", (query, expected) => {
  const html = textOf(new URLSearchParams({ q: query }).toString(), { kind: "all" }, null);
  for (const text of expected) expect(html).toContain(text);
});

test("a person who may not see customers' data reads that only whole values are found", () => {
  const textFor = (text: string) =>
    textOf(new URLSearchParams({ q: text }).toString(), { kind: "all" }, null, false);
  for (const text of ["010-1234-5678", "성민", "ㅎㅅㅁ", "성민 셔츠"]) {
    expect(textFor(text)).toContain("전체를 입력해야 찾을 수 있습니다.");
    expect(textFor(text)).not.toContain("일부");
  }
  expect(textFor("3만9천")).toContain("정확히 같아야");
});
