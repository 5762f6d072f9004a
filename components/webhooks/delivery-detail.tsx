// One webhook: state, body, recorded changes, and PortOne's own record.
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { NextStep } from "@/components/labels/next-step";
import { inboxHref } from "@/components/labels/webhook-href";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import { paymentHref } from "@/lib/domain/payment/payment-href";
import { type DeliveryDetail as Detail, prettyPrintedJson } from "@/lib/domain/webhook/delivery";
import { DeliveryChanges } from "./delivery-changes";
import { FocusWhenAlone } from "./focus-when-alone";
import { attemptResolvableBy, deliveryTone, eventName } from "./webhook-labels";

type DeliveryDetailProps = {
  delivery: Detail;
  /** Button that processes the webhook again; null for people who may only read. */
  again: ReactNode;
  /** PortOne's own record, which loads after the rest. */
  sends: ReactNode;
};

export function DeliveryDetailPanel({ delivery, again, sends }: DeliveryDetailProps) {
  const t = useTranslations("webhooks");
  const { state, changes } = delivery;
  return (
    <>
      <Card>
        <div className="flex flex-col gap-4 px-5 py-4">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <FocusWhenAlone key={delivery.id}>{eventName(t, delivery.type)}</FocusWhenAlone>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
                <Badge tone={deliveryTone[state]}>{t(`state.${state}`)}</Badge>
                <span>
                  {t.rich("receivedAt", { time: () => <Time at={delivery.receivedAt} style="second" /> })}
                </span>
              </p>
            </div>
          </div>
          <StateNotice delivery={delivery} />
          {again}
          <DeliveryFacts delivery={delivery} />
        </div>
      </Card>
      {changes !== null && (
        <Card id="delivery-changes" title={t("changes")}>
          <DeliveryChanges changes={changes} />
        </Card>
      )}
      {delivery.paymentId !== null && sends}
      <Body delivery={delivery} />
    </>
  );
}

/** Explains the state and the next step, unless the webhook is simply processed. */
function StateNotice({ delivery }: { delivery: Detail }) {
  const t = useTranslations("webhooks");
  const { state, ignoredFor, lastError, attempts, nextAttemptAt } = delivery;
  if (ignoredFor !== null) return <Callout kind="info">{t(`ignoredMeans.${ignoredFor}`)}</Callout>;
  if (lastError === null || state === "processed") return null;
  const isDead = state === "dead";
  return (
    <Callout
      kind={isDead ? "danger" : "warn"}
      title={isDead ? t("deadTitle", { count: attempts }) : t("waitingTitle", { count: attempts })}
    >
      <p className="text-ink">{t(`error.${lastError}.what`)}</p>
      {nextAttemptAt !== null && (
        <p>{t.rich("nextAttempt", { time: () => <Time at={nextAttemptAt} style="second" /> })}</p>
      )}
      <NextStep next={t(`error.${lastError}.next`)} who={attemptResolvableBy[lastError]} />
    </Callout>
  );
}

function DeliveryFacts({ delivery }: { delivery: Detail }) {
  const t = useTranslations("webhooks");
  const { id, paymentId, environment, happenedAt, processedAt, repeats, attempts } = delivery;
  return (
    <Facts
      facts={[
        {
          label: t("fact.payment"),
          value: paymentId && (
            <Link
              href={paymentHref(paymentId)}
              prefetch={false}
              className="font-semibold text-accent hover:underline"
            >
              {paymentId}
            </Link>
          ),
        },
        {
          label: t("fact.id"),
          value: (
            <span className="inline-flex max-w-full items-center gap-1">
              <span className="min-w-0">{id}</span>
              <CopyButton text={id} label={t("copyId")} />
            </span>
          ),
        },
        { label: t("fact.type"), value: delivery.type },
        { label: t("fact.signature"), value: t(`signed.${environment}`) },
        { label: t("fact.happenedAt"), value: happenedAt && <Time at={happenedAt} style="second" /> },
        { label: t("fact.processedAt"), value: processedAt && <Time at={processedAt} style="second" /> },
        { label: t("fact.attempts"), value: attempts > 0 && t("failedTimes", { count: attempts }) },
        { label: t("fact.repeats"), value: repeats > 0 && t("repeatsMean", { count: repeats }) },
        {
          label: t("fact.others"),
          value: paymentId && (
            <Link href={inboxHref({ tab: "all", query: paymentId })} className="text-accent hover:underline">
              {t("othersOfPayment")}
            </Link>
          ),
        },
      ]}
    />
  );
}

function Body({ delivery: { body } }: { delivery: Detail }) {
  const t = useTranslations("webhooks");
  if (body === "not-stored")
    return (
      <Card id="delivery-body" title={t("body.title")}>
        <p className="px-5 pt-2 pb-4 text-muted">{t("body.notStored")}</p>
      </Card>
    );
  return (
    <Card
      id="delivery-body"
      title={t("body.title")}
      aside={body?.whole && <CopyButton text={body.text} label={t("body.copy")} />}
    >
      <div className="flex flex-col gap-2 px-5 pt-2 pb-4">
        {body === null ? (
          <p className="text-muted">{t("body.hidden")}</p>
        ) : (
          <pre className="rounded-md bg-sunken px-3 py-2.5 font-mono text-xs whitespace-pre-wrap wrap-anywhere text-ink">
            {prettyPrintedJson(body.text)}
          </pre>
        )}
        <p className="text-xs text-faint">{t(body?.whole === false ? "body.masked" : "body.note")}</p>
      </div>
    </Card>
  );
}
