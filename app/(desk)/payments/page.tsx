import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PaymentList } from "@/components/payments/payment-list";
import { page } from "@/lib/auth/entry";
import { listPayments } from "@/lib/db/queries/payment-list";
import { oldWebhooksLately } from "@/lib/db/queries/webhook-warning";
import { desk } from "@/lib/desk";
import { may } from "@/lib/domain/actor";
import { paymentTabs } from "@/lib/domain/views";
import { one } from "../../address";
import { pullAgain } from "./actions";

type Search = Promise<Record<"tab" | "q" | "after" | "before", string | string[] | undefined>>;
const longestQuery = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("payments"))("title") };
}

export default async function PaymentsPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("payments:read");
  const asked = await searchParams;
  const tab = paymentTabs.find((known) => known === one(asked.tab)) ?? "all";
  const list = await listPayments(desk().database.db, {
    tab,
    query: one(asked.q).trim().slice(0, longestQuery),
    after: one(asked.after) || null,
    before: one(asked.before) || null,
  });
  return (
    <PaymentList
      page={list}
      pullAgain={may(actor.role, "refunds:request") ? pullAgain : null}
      oldWebhooks={await oldWebhooksLately(desk().database.db)}
    />
  );
}
