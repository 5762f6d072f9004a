// The page of one payment, with the messages that its cards need.
import { getMessages } from "next-intl/server";
import { ClientMessages } from "@/components/shell/client-messages";
import { pgMeaningsOf } from "@/lib/domain/refund/pg-codes";
import { LivePayment, type LivePaymentProps } from "./live-payment";

export async function PaymentPage(props: LivePaymentProps) {
  const { reading } = await getMessages();
  // Of the messages for PG codes, only those that this payment's PG can answer with.
  const meanings = pgMeaningsOf(props.initial.payment.channel?.pgProvider ?? null);
  const pg = Object.fromEntries(meanings.map((meaning) => [meaning, reading.pg[meaning]]));
  return (
    <ClientMessages of="payment" more={{ reading: { ...reading, pg } }}>
      <LivePayment {...props} />
    </ClientMessages>
  );
}
