import { expect, test } from "vitest";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import { testPayment } from "@/tests/support/test-payment";
import { sidebarKey } from "./sidebar-key";

const { cancellations: _, ...payment } = testPayment();
const detail = (today: string) =>
  ({
    payment: { ...payment, method: null },
    cancellations: [],
    operations: [],
    failedPayout: null,
    openFailures: [],
    manualRefunds: [],
    refunds: [],
    policy: { lines: [] },
    today,
  }) as unknown as PaymentDetail;

test("over midnight in Seoul the cards that say days are rendered anew", () => {
  expect(sidebarKey(detail("2026-11-24"))).toBe(sidebarKey(detail("2026-11-24")));
  expect(sidebarKey(detail("2026-11-24"))).not.toBe(sidebarKey(detail("2026-11-25")));
});
