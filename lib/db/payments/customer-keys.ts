import type { Payment } from "@/lib/domain/payment/payment";
import { phoneDigits } from "@/lib/domain/payment/search-text";

type CustomerKeys = {
  customerId: string | null;
  customerPhone: string | null;
  customerEmail: string | null;
};

export function customerKeys({ id, phoneNumber, email }: Payment["customer"]): CustomerKeys {
  const digits = phoneDigits(phoneNumber ?? "");
  const address = (email ?? "").trim().toLowerCase();
  return {
    customerId: id === null || id.trim() === "" ? null : id,
    customerPhone: digits.length >= 8 ? digits : null,
    customerEmail: address.includes("@") ? address : null,
  };
}
