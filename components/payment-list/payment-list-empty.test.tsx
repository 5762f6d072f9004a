import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readPaymentFilter } from "@/lib/domain/payment/payment-filter";
import type { ListScan } from "@/lib/domain/views/payment-list";
import messages from "@/messages/ko.json";
import { PaymentListEmpty } from "./payment-list-empty";

function textOf(query: string, scan: ListScan, next: string | null): string {
  const { filter } = readPaymentFilter(new URLSearchParams(query));
  const page = { filter, scan, next, pull: { state: "done", pulled: 2_000, finishedAt: null } } as const;
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
