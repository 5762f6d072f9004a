import "server-only";
import type { OperationAnswer } from "@/lib/domain/refund/operation";
import { err } from "@/lib/domain/result";
import type { Gateway } from "./gateway";
import { NotSentError } from "./transport";
import type { ReadPayment } from "./wire";

/** For another store, reads return `payment-not-found`, changes throw NotSentError. Null: the API secret's store. */
export function confineToStore(gateway: Gateway, storeId: string | null): Gateway {
  if (storeId === null) return gateway;
  const isOther = (requested: string | undefined) => requested !== undefined && requested !== storeId;
  const isOwn = (read: ReadPayment) => read.payment.storeId === storeId;
  const changes =
    <Target extends { storeId: string }>(operation: (o: Target) => Promise<OperationAnswer>) =>
    async (o: Target) => {
      if (isOther(o.storeId)) throw new NotSentError("a payment of another store is not changed");
      return operation(o);
    };
  return {
    config: gateway.config,
    getPromotion: gateway.getPromotion,

    async getPayment(o) {
      if (isOther(o.storeId)) return err("payment-not-found");
      const read = await gateway.getPayment({ ...o, storeId });
      return read.ok && !isOwn(read.value) ? err("payment-not-found") : read;
    },
    async listPaymentsByCursor(o) {
      if (isOther(o.storeId)) return err("payment-not-found");
      const page = await gateway.listPaymentsByCursor({ ...o, storeId });
      if (!page.ok) return page;
      const items = page.value.items.map(({ read, cursor }) => ({
        read: read.ok && !isOwn(read.value) ? err("unreadable" as const) : read,
        cursor,
      }));
      return { ok: true, value: { items } };
    },
    async listPayments(o) {
      if (isOther(o.storeId)) return err("payment-not-found");
      const page = await gateway.listPayments({ ...o, storeId });
      if (!page.ok) return page;
      const own = page.value.map((read) =>
        read.ok && !isOwn(read.value) ? err("unreadable" as const) : read,
      );
      return { ok: true, value: own };
    },
    async listEventsByCursor(o) {
      if (isOther(o.storeId)) return err("payment-not-found");
      const page = await gateway.listEventsByCursor({ ...o, storeId });
      if (!page.ok) return page;
      const events = page.value.map(({ event, cursor }) => ({
        event: event?.storeId === storeId ? event : null,
        cursor,
      }));
      return { ok: true, value: events };
    },
    async cancelPayment(o) {
      if (isOther(o.body.storeId)) throw new NotSentError("a payment of another store is not cancelled");
      return gateway.cancelPayment(o);
    },
    async resendWebhook(o) {
      return isOther(o.storeId) ? err("payment-not-found") : gateway.resendWebhook({ ...o, storeId });
    },
    closeVirtualAccount: changes(gateway.closeVirtualAccount),
    cancelCashReceipt: changes(gateway.cancelCashReceipt),
    stopCancellation: changes(gateway.stopCancellation),
  };
}
