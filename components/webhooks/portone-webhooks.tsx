// PortOne's own record of the webhooks of a payment, each compared with the deliveries that reached the desk.
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { paymentStatusName } from "@/components/labels/payment-labels";
import { inboxHref } from "@/components/labels/webhook-href";
import { Badge, StatusDot } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { paymentStatuses } from "@/lib/domain/payment/payment";
import type { Result } from "@/lib/domain/result";
import type { SendsError, SendView } from "@/lib/domain/webhook/webhook-sends";
import { sendTone } from "./webhook-labels";

type PortOneSendsProps = {
  sends: Result<SendView[], SendsError>;
  /** The delivery that is displayed. */
  deliveryId: string;
  /** Button that requests a webhook again, the latest if `send` is null; null for people who may only read. */
  resend: ((send: Pick<SendView, "id" | "triggeredAt"> | null) => ReactNode) | null;
};

export function PortOneWebhooks({ sends, deliveryId, resend }: PortOneSendsProps) {
  const t = useTranslations("webhooks");
  return (
    <Card id="portone-sends" title={t("sends.title")}>
      <div className="flex flex-col gap-3 px-5 pt-1 pb-4">
        <p className="text-sm text-muted">{t("sends.body")}</p>
        {!sends.ok && (
          <>
            <Callout kind="warn" title={t("sends.failed")}>
              {t(`error.${sends.error.code}.what`)}
            </Callout>
            {sends.error.code !== "payment-not-found" && resend?.(null)}
          </>
        )}
        {sends.ok && sends.value.length === 0 && <p className="text-muted">{t("sends.none")}</p>}
        {sends.ok && sends.value.length > 0 && (
          <ul className="flex flex-col divide-y divide-line">
            {sends.value.map((send) => (
              <Send key={send.id} send={send} deliveryId={deliveryId}>
                {resend?.(send)}
              </Send>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function Send(props: { send: SendView; deliveryId: string; children: ReactNode }) {
  const { send, deliveryId, children } = props;
  const t = useTranslations("webhooks");
  const payment = useTranslations("payment");
  const status = paymentStatuses.find((known) => known === send.paymentStatus);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 first:pt-1 last:pb-0">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {send.triggeredAt && <Time at={send.triggeredAt} style="second" className="font-medium" />}
          {send.paymentStatus !== null && (
            <span className="text-sm text-muted">
              {status === undefined
                ? send.paymentStatus
                : paymentStatusName(payment, status, send.paymentStatus)}
            </span>
          )}
          {send.byHand && <Badge tone="neutral">{t("sends.byHand")}</Badge>}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-sm">
          <Outcome send={send} />
          {send.executions !== null && (
            <span className="text-xs text-muted">{t("sends.executions", send.executions)}</span>
          )}
        </p>
        {send.url !== null && <p className="text-xs wrap-anywhere text-faint">{send.url}</p>}
        <Arrived arrival={send.arrival} deliveryId={deliveryId} />
      </div>
      {children}
    </li>
  );
}

function Outcome({ send: { status, responseCode } }: { send: SendView }) {
  const t = useTranslations("webhooks");
  if (status === null) return <StatusDot tone="progress">{t("sends.notYet")}</StatusDot>;
  const code = responseCode === null ? "" : ` (${responseCode})`;
  return (
    <StatusDot tone={sendTone[status]}>
      {t(`sends.status.${status}`)}
      {code}
    </StatusDot>
  );
}

function Arrived({ arrival, deliveryId }: { arrival: SendView["arrival"]; deliveryId: string }) {
  const t = useTranslations("webhooks");
  if (arrival.here === "no") return <p className="text-sm font-semibold text-danger">{t("sends.never")}</p>;
  if (arrival.here === "unclear") return <p className="text-sm text-muted">{t("sends.unclear")}</p>;
  if (arrival.deliveryId === deliveryId) return <p className="text-sm text-muted">{t("sends.thisOne")}</p>;
  return (
    <p className="text-sm">
      <Link
        href={inboxHref({ tab: "all", query: "", id: arrival.deliveryId })}
        className="font-medium text-accent hover:underline"
      >
        {t("sends.came")}
      </Link>
    </p>
  );
}

export function PortOneSendsSkeleton() {
  const t = useTranslations("webhooks");
  return (
    <Card id="portone-sends" title={t("sends.title")}>
      <div className="flex flex-col gap-3 px-5 pt-1 pb-4" aria-busy="true">
        <p className="text-sm text-muted">{t("sends.asking")}</p>
        <Skeleton className="h-5 w-3/4" />
        <Skeleton className="h-4 w-1/2" />
      </div>
    </Card>
  );
}
