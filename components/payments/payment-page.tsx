// The page of one payment: the live part, with the words it needs.
import { ClientWords } from "@/components/client-words";
import { LivePayment, type LivePaymentProps } from "./live-payment";

export function PaymentPage(props: LivePaymentProps) {
  return (
    <ClientWords room="payment">
      <LivePayment {...props} />
    </ClientWords>
  );
}
