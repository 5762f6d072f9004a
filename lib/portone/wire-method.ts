// Of an account number only its presence is read.
import * as z from "zod";
import {
  type CardDetails,
  cardBrands,
  cardOwnerTypes,
  cardTypes,
  easyPayMethods,
  giftCertificateTypes,
  methodTypes,
  type PaymentMethod,
  type Term,
  term,
  type VirtualAccountDetails,
  virtualAccountRefundStatuses,
  virtualAccountTypes,
} from "@/lib/domain/payment/payment-method";
import { instantOnWire, optionalText } from "./wire-scalars";

const card = z.object({
  issuer: optionalText,
  publisher: optionalText,
  name: optionalText,
  brand: optionalText,
  type: optionalText,
  ownerType: optionalText,
  number: optionalText,
});
const plainMethod = z.object({
  type: z.string(),
  approvalNumber: optionalText,
  card: card.optional(),
  installment: z.object({ month: z.int(), isInterestFree: z.boolean() }).optional(),
  pointUsed: z.boolean().optional(),
  bank: optionalText,
  provider: optionalText,
});
const method = plainMethod.extend({
  giftCertificateType: optionalText,
  convenienceStoreBrand: optionalText,
  easyPayMethod: plainMethod.optional(),
  accountNumber: optionalText,
  accountType: optionalText,
  remitteeName: optionalText,
  remitterName: optionalText,
  expiredAt: instantOnWire.optional(),
  refundStatus: optionalText,
});
type WireMethod = z.infer<typeof method>;

/** PortOne puts the payment's approval number inside the method. */
export const methodOnWire = method.transform((wire) => ({
  method: readMethod(wire),
  approvalNumber: wire.approvalNumber ?? wire.easyPayMethod?.approvalNumber ?? null,
}));

function readMethod(wire: WireMethod): PaymentMethod {
  const type = methodTypes.find((known) => wire.type === wireMethodNames[known]) ?? "UNRECOGNIZED";
  const carrier = wire.easyPayMethod?.card ? wire.easyPayMethod : wire;
  const provider =
    wire.provider ??
    wire.bank ??
    wire.giftCertificateType ??
    wire.convenienceStoreBrand ??
    carrier.card?.issuer ??
    carrier.card?.name ??
    carrier.card?.publisher ??
    carrier.card?.brand ??
    null;
  return {
    type,
    rawType: wire.type,
    provider,
    maskedNumber: carrier.card?.number ?? null,
    card: readCard(type === "EASY_PAY" ? wire.easyPayMethod : wire),
    easyPay:
      type === "EASY_PAY"
        ? { provider: wire.provider ?? null, method: easyPayMethod(wire.easyPayMethod?.type) }
        : null,
    virtualAccount: type === "VIRTUAL_ACCOUNT" ? readVirtualAccount(wire) : null,
    giftCertificateType: term(giftCertificateTypes, wire.giftCertificateType),
  };
}

function readCard(wire: z.infer<typeof plainMethod> | undefined): CardDetails | null {
  if (wire?.type !== wireMethodNames.CARD) return null;
  return {
    type: term(cardTypes, wire.card?.type),
    brand: term(cardBrands, wire.card?.brand),
    ownerType: term(cardOwnerTypes, wire.card?.ownerType),
    issuer: wire.card?.issuer ?? null,
    installment: wire.installment
      ? { months: wire.installment.month, interestFree: wire.installment.isInterestFree }
      : null,
    pointUsed: wire.pointUsed ?? null,
  };
}

function readVirtualAccount(wire: WireMethod): VirtualAccountDetails {
  return {
    bank: wire.bank ?? null,
    accountType: term(virtualAccountTypes, wire.accountType),
    hasAccountNumber: (wire.accountNumber ?? "") !== "",
    remitteeName: wire.remitteeName ?? null,
    remitterName: wire.remitterName ?? null,
    expiredAt: wire.expiredAt ?? null,
    refundStatus: term(virtualAccountRefundStatuses, wire.refundStatus),
  };
}

function easyPayMethod(raw: string | undefined): Term<(typeof easyPayMethods)[number]> | null {
  if (raw === undefined) return null;
  return { value: easyPayMethods.find((known) => raw === wireEasyPayNames[known]) ?? "UNRECOGNIZED", raw };
}

const wireMethodNames = {
  CARD: "PaymentMethodCard",
  VIRTUAL_ACCOUNT: "PaymentMethodVirtualAccount",
  TRANSFER: "PaymentMethodTransfer",
  MOBILE: "PaymentMethodMobile",
  EASY_PAY: "PaymentMethodEasyPay",
  GIFT_CERTIFICATE: "PaymentMethodGiftCertificate",
  CONVENIENCE_STORE: "PaymentMethodConvenienceStore",
  CRYPTO: "PaymentMethodCrypto",
} as const satisfies Record<(typeof methodTypes)[number], string>;

const wireEasyPayNames = {
  CARD: wireMethodNames.CARD,
  TRANSFER: wireMethodNames.TRANSFER,
  CHARGE: "PaymentMethodEasyPayMethodCharge",
} as const satisfies Record<(typeof easyPayMethods)[number], string>;
