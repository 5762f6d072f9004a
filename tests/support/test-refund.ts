import { attemptsByRefund } from "@/lib/db/queries/refund-view";
import { refundById } from "@/lib/db/refunds/write-refunds";
import { requestRefund } from "@/lib/refunds/request-refund";
import { resumeOpenRefunds } from "@/lib/refunds/resume-refunds";
import { fullRefund, operator, type TestDesk } from "./test-desk";

type Control = TestDesk["sandbox"]["control"];
export type SandboxFault = Parameters<Control["script"]>[0];
type Overrides = Parameters<Control["createPayment"]>[0];

/** Requests a full refund (or `asking`) of a new payment of 10,000 under scripted faults. */
export async function refundWithFaults(
  desk: TestDesk,
  faults: readonly SandboxFault[],
  overrides: Overrides = {},
  asking: Parameters<typeof fullRefund>[1] = {},
) {
  const payment = desk.sandbox.control.createPayment({ total: 10_000, ...overrides });
  for (const fault of faults) desk.sandbox.control.script({ ...fault, paymentId: payment.id });
  const requested = await requestRefund(desk, operator, fullRefund(payment, asking));
  if (!requested.ok) throw new Error(requested.error.code);
  const { id } = requested.value;
  return {
    id,
    paymentId: payment.id,
    row: async () => (await refundById(desk.database.db, id)) ?? undefined,
    attempts: async () => (await attemptsByRefund(desk.database.db, [id])).get(id) ?? [],
    moved: () => desk.sandbox.control.ledger(payment.id).length,
    sends: () =>
      desk.sandbox.control
        .requests()
        .filter(({ method, path }) => method === "POST" && path.includes(payment.id)),
    /** Lets these times (milliseconds) pass one after another, and resumes open refunds after each. */
    later: async (...waits: number[]) => {
      for (const ms of waits) {
        await desk.age(ms);
        await resumeOpenRefunds(desk);
      }
    },
  };
}
