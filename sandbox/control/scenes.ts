// Prepared situations for a training: each makes one payment that suits it, and scripts what its next cancel meets.
import type { PaymentOverrides } from "./create-payment.ts";
import type { FaultInput } from "./faults.ts";

type Scene = {
  payment: PaymentOverrides;
  /** Scripted for the scene's payment only. */
  faults?: readonly FaultInput[];
  /** Cancelled in the console at once. */
  cancelledInConsole?: number;
};

const settlesAfterMs = 20_000;
/** More than the webhooks of one payment. */
const everyWebhook = 50;

const scenes = {
  "card-refund": { payment: { orderName: "연습 · 카드 환불", total: 39_000 } },
  "pg-refuses": {
    payment: { orderName: "연습 · PG 거절", total: 28_000, pgProvider: "KCP_V2" },
    faults: [{ kind: "pg-error", pgCode: "8178", pgMessage: "정산 금액이 부족하여 취소할 수 없습니다." }],
  },
  "moved-without-answer": {
    payment: { orderName: "연습 · 응답 없음, 돈은 나감", total: 64_000 },
    faults: [{ kind: "execute-then-silence" }, { kind: "webhook-delay", ms: 60_000 }],
  },
  "nothing-without-answer": {
    payment: { orderName: "연습 · 연결 끊김, 처리 안 됨", total: 17_500 },
    faults: [{ kind: "reset" }],
  },
  "async-succeeds": {
    payment: { orderName: "연습 · 접수 후 완료", total: 45_000 },
    faults: [{ kind: "async-cancel", autoSettle: { afterMs: settlesAfterMs, as: "succeed" } }],
  },
  "async-fails": {
    payment: { orderName: "연습 · 접수 후 실패", total: 52_000 },
    faults: [{ kind: "async-cancel", autoSettle: { afterMs: settlesAfterMs, as: "fail" } }],
  },
  "no-partial-cancel": {
    payment: { orderName: "연습 · 부분 취소 불가", total: 30_000, method: "GIFT_CERTIFICATE" },
  },
  "virtual-account": {
    payment: { orderName: "연습 · 가상계좌", total: 86_000, method: "VIRTUAL_ACCOUNT" },
  },
  "cancelled-in-console": {
    payment: { orderName: "연습 · 콘솔에서 일부 취소", total: 41_000 },
    cancelledInConsole: 10_000,
  },
  "webhooks-lost": {
    payment: { orderName: "연습 · 웹훅 분실", total: 23_000 },
    faults: [
      { kind: "async-cancel", autoSettle: { afterMs: settlesAfterMs, as: "succeed" } },
      { kind: "webhook-lost", count: everyWebhook },
    ],
  },
} as const satisfies Record<string, Scene>;
export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as [SceneName, ...SceneName[]];

type Stage<Payment extends { id: string }> = {
  createPayment(overrides: PaymentOverrides): Payment;
  script(fault: FaultInput): unknown;
  cancelInConsole(paymentId: string, options: { amount: number }): Payment;
};

/** Makes the payment of a scene with its webhook, and scripts its faults. Returns the payment. */
export function playScene<Payment extends { id: string }>(stage: Stage<Payment>, name: SceneName): Payment {
  const scene: Scene = scenes[name];
  const payment = stage.createPayment({ ...scene.payment, announce: true });
  for (const fault of scene.faults ?? []) stage.script({ ...fault, paymentId: payment.id });
  return scene.cancelledInConsole === undefined
    ? payment
    : stage.cancelInConsole(payment.id, { amount: scene.cancelledInConsole });
}
