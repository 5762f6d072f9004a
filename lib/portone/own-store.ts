// One store: where the desk is set to one, no question about another store and no change of its payments leaves.
import "server-only";
import { err } from "@/lib/domain/result";
import type { Gateway } from "./gateway";
import type { OperationOutcome } from "./operations";
import { NotSentError } from "./transport";
import type { ReadPayment } from "./wire";

/**
 * Returns the gateway confined to a store: it names the store in every question, answers `payment-not-found` to a read of
 * another store, and throws NotSentError instead of changing a payment of another store. Without a store (null) the gateway
 * is returned as it is: PortOne then goes by the API secret's own store.
 */
export function confineToStore(gateway: Gateway, storeId: string | null): Gateway {
  if (storeId === null) return gateway;
  const isOther = (asked: string | undefined) => asked !== undefined && asked !== storeId;
  const isOwn = (read: ReadPayment) => read.payment.storeId === storeId;
  const changes =
    <Asked extends { storeId: string }>(operation: (o: Asked) => Promise<OperationOutcome>) =>
    async (o: Asked) => {
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
