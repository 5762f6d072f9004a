// What a line of the policy is made from.
import type { Payment } from "../payment/payment";
import type { SetOverride } from "./overrides";

/** Everything that a line is made from. */
export type Asked = { payment: Payment; pg: string; now: Date; overrides: readonly SetOverride[] };
