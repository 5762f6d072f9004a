import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PaymentList } from "@/components/payments/payment-list";
import { page } from "@/lib/auth/entry";
import { listPayments } from "@/lib/db/queries/payment-list";
import { oldWebhooksLately } from "@/lib/db/queries/webhook-warning";
import { desk } from "@/lib/desk";
import { may } from "@/lib/domain/actor";
import { readPaymentFilter } from "@/lib/domain/payment-filter";
import { one } from "../../address";
import { pullAgain } from "./actions";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") };
}

export default async function PaymentsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const asked = await searchParams;
  const { filter, problems } = readPaymentFilter(asked);
  const list = await listPayments(desk().database.db, {
    filter,
    after: one(asked.after) || null,
    before: one(asked.before) || null,
  });
  return (
    <PaymentList
      page={list}
      problems={problems}
      pullAgain={may(actor.role, "refunds:request") ? pullAgain : null}
      mayExport={may(actor.role, "payments:export")}
      oldWebhooks={await oldWebhooksLately(desk().database.db)}
    />
  );
}
