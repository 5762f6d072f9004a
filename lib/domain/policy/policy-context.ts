import type { Payment } from "../payment/payment";
import type { SetOverride } from "./overrides";

export type PolicyContext = { payment: Payment; pg: string; now: Date; overrides: readonly SetOverride[] };
