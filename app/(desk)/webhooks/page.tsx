import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { DeliveryDetailPanel } from "@/components/webhooks/delivery-detail";
import { DeliveryNotFound } from "@/components/webhooks/delivery-not-found";
import { Inbox } from "@/components/webhooks/inbox";
import { PortOneSendsSkeleton, PortOneWebhooks } from "@/components/webhooks/portone-webhooks";
import { ProcessAgain } from "@/components/webhooks/process-again";
import { Resend } from "@/components/webhooks/resend";
import { recordCustomerView } from "@/lib/audit/customer-views";
import { page } from "@/lib/auth/entry";
import { withPerson } from "@/lib/auth/with-origin";
import { appContext } from "@/lib/context";
import { deliveryDetail } from "@/lib/db/queries/delivery-detail";
import { countRejectedToday, listDeliveries } from "@/lib/db/queries/delivery-list";
import { signInPath } from "@/lib/domain/next-path";
import { type Actor, may } from "@/lib/domain/people/permissions";
import { cleanQuery } from "@/lib/domain/text-input";
import { deliveryTabs } from "@/lib/domain/webhook/delivery";
import { sendsOf } from "@/lib/webhooks/portone-sends";
import { one } from "../../address";
import { processAgainAction, resendAction } from "./actions";

type Search = Promise<Record<"tab" | "q" | "after" | "before" | "id", string | string[] | undefined>>;
const maxQueryLength = 200;
const longestId = 500;
const signInHref = signInPath("/webhooks");

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") };
}

export default async function WebhooksPage({ searchParams }: { searchParams: Search }) {
  const actor = await page("webhooks:read");
  const params = await searchParams;
  const { db } = appContext().database;
  const place = { after: one(params.after) || null, before: one(params.before) || null };
  const chosen = one(params.id).slice(0, longestId) || null;
  const readAt = Date.now();
  const list = await listDeliveries(db, {
    tab: deliveryTabs.find((known) => known === one(params.tab)) ?? "all",
    query: cleanQuery(one(params.q).slice(0, maxQueryLength)),
    ...place,
  });
  return (
    <Inbox
      page={list}
      readAt={readAt}
      place={place}
      chosen={chosen}
      rejectedRequests={await countRejectedToday(db)}
      detail={chosen && <Chosen id={chosen} actor={actor} mayProcess={may(actor.role, "webhooks:process")} />}
    />
  );
}

async function Chosen({ id, actor, mayProcess }: { id: string; actor: Actor; mayProcess: boolean }) {
  const { db } = appContext().database;
  const mayReadBody = mayProcess && may(actor.role, "customers:read");
  const delivery = await deliveryDetail(db, id, { mayReadBody });
  if (delivery === null) return <DeliveryNotFound />;
  const { paymentId, storeId, state } = delivery;
  if (mayReadBody && delivery.body !== "not-stored")
    await withPerson((person) =>
      recordCustomerView(db, person, { of: "webhook", deliveryId: id, payment: { storeId, paymentId } }),
    );
  const mayRead = mayProcess && paymentId !== null && state !== "ignored";
  return (
    <ClientMessages of="webhooks">
      <DeliveryDetailPanel
        delivery={delivery}
        again={
          mayRead && (
            <ProcessAgain
              key={id}
              deliveryId={id}
              isUrgent={state === "dead"}
              processAgain={processAgainAction}
              signInHref={signInHref}
            />
          )
        }
        sends={
          paymentId !== null && (
            <Suspense key={id} fallback={<PortOneSendsSkeleton />}>
              <Sends
                actor={actor}
                deliveryId={id}
                paymentId={paymentId}
                storeId={storeId}
                mayProcess={mayProcess}
              />
            </Suspense>
          )
        }
      />
    </ClientMessages>
  );
}

type SendsProps = {
  actor: Actor;
  deliveryId: string;
  paymentId: string;
  storeId: string | null;
  mayProcess: boolean;
};

/** Asks PortOne, so it comes after the rest of the page. */
async function Sends({ actor, deliveryId, paymentId, storeId, mayProcess }: SendsProps) {
  const [t, locale] = [await getTranslations("webhooks"), await getLocale()];
  return (
    <PortOneWebhooks
      sends={await sendsOf(appContext(), actor, { paymentId, storeId })}
      deliveryId={deliveryId}
      resend={
        mayProcess
          ? (send) => (
              <Resend
                key={send?.id ?? "latest"}
                deliveryId={deliveryId}
                sendId={send?.id ?? null}
                label={
                  send?.triggeredAt
                    ? t("sends.resendOf", { time: seoulTime(send.triggeredAt, "second", locale) })
                    : t("sends.resendLatest")
                }
                resend={resendAction}
                signInHref={signInHref}
              />
            )
          : null
      }
    />
  );
}
