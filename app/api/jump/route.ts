// Payments and customers to jump to, while an id, a name or another part of a payment is typed.
import { recordCustomerView } from "@/lib/audit/customer-views";
import { route } from "@/lib/auth/entry";
import { appContext } from "@/lib/context";
import { suggestPayments } from "@/lib/db/queries/payment-list/payment-jumps";
import { maxJumpQueryLength, noMatches, type PaymentMatches } from "@/lib/domain/payment/payment-jump";
import { may } from "@/lib/domain/people/permissions";
import { cleanQuery } from "@/lib/domain/text-input";

export const GET = route({
  permission: "payments:read",
  run: async (actor, request): Promise<PaymentMatches> => {
    const typed = new URL(request.url).searchParams.get("q") ?? "";
    const text = typed.length > maxJumpQueryLength ? "" : cleanQuery(typed);
    if (text === "") return noMatches;
    const { db } = appContext().database;
    const found = await suggestPayments(db, {
      typed: text,
      seesCustomers: may(actor.role, "customers:read"),
    });
    await recordCustomerView(db, actor, {
      of: "jump",
      typed: text,
      rows: found.jumps.length + found.customers.length,
    });
    return found;
  },
});
