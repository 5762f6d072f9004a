// Minor units. https://developers.portone.io/opi/ko/integration/cancel/v2/readme
import { cancellableAmount, type Payment } from "../payment/payment";

export type Parts = { taxFreeAmount: number; vatAmount: number };

/** `vat` is null where PortOne's figures do not show it. */
export type RemainingParts = { amount: number; taxFree: number; taxable: number; vat: number | null };

type Taxed = Pick<Payment, "amount" | "cancellations" | "promotionId">;

export function remainingParts(payment: Taxed): RemainingParts {
  const { amount, taxFree } = cancellableAmount(payment);
  return {
    amount,
    taxFree: Math.min(taxFree, amount),
    taxable: Math.max(0, amount - taxFree),
    vat: remainingVat(payment),
  };
}

/** PortOne does not document whether `vat` and `supply` shrink with a partial cancel: only their sum can show it. */
function remainingVat({ amount, cancellations, promotionId }: Taxed): number | null {
  const { vat, supply, total, taxFree, cancelled, cancelledTaxFree, discount } = amount;
  if (vat === null || vat < 0 || promotionId !== null || discount > 0) return null;
  if (cancelled === 0) return vat;
  if (supply === null) return null;
  if (supply + vat === total - cancelled - (taxFree - cancelledTaxFree)) return vat;
  if (supply + vat !== total - taxFree) return null;
  const gone = cancellations
    .filter(({ status }) => status === "SUCCEEDED")
    .reduce((sum, { vatAmount }) => sum + vatAmount, 0);
  return gone <= vat ? vat - gone : null;
}

/** Splits minor units in proportion to what remains. An unknown VAT is an eleventh of the taxable part, as PortOne computes it. */
export function proposeParts(payment: Taxed, amount: number): Parts {
  const remaining = remainingParts(payment);
  const wanted = Number.isFinite(amount) ? Math.trunc(Math.min(Math.max(amount, 0), remaining.amount)) : 0;
  const taxFreeAmount = share(remaining.taxFree, wanted, remaining.amount);
  const taxable = wanted - taxFreeAmount;
  const vatAmount =
    remaining.vat === null
      ? share(1, taxable, 11)
      : share(Math.min(remaining.vat, remaining.taxable), taxable, remaining.taxable);
  return { taxFreeAmount, vatAmount };
}

/** Rounded half up, and exact beyond 2^53, where a product of two amounts may lie. */
function share(of: number, amount: number, whole: number): number {
  if (whole === 0) return 0;
  return Number((2n * BigInt(of) * BigInt(amount) + BigInt(whole)) / (2n * BigInt(whole)));
}

/** PGs that require the VAT of a cancel for a payment with VAT (Toss Pay and NICE by amount, Welcome). */
const vatStatedBy: readonly string[] = ["TOSSPAY_V2", "NICE", "NICE_V2", "WELCOME"];
/** PGs that derive the VAT themselves: a sent VAT is not supported (Kakao Pay) or ignored (KPN). */
const vatDerivedBy: readonly string[] = ["KAKAOPAY", "KPN"];

// From the PGs' pages under https://developers.portone.io/opi/ko/integration/pg.
export function vatRule({
  amount,
  channel,
}: Pick<Payment, "amount" | "channel">): "offered" | "computed" | "never" {
  const pg = channel?.pgProvider ?? "";
  if (vatDerivedBy.includes(pg)) return "never";
  return amount.vat !== null && vatStatedBy.includes(pg) ? "offered" : "computed";
}
