// 자체 환불: what the merchant has given back by its own transfer, and the place to record it.
import { useLocale, useTranslations } from "next-intl";
import { Money } from "@/components/labels/money";
import { providerName } from "@/components/labels/provider-names";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/domain/money";
import { ownRefundNoteLength } from "@/lib/domain/refund/manual-refund";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";
import type { OwnRefundView } from "@/lib/domain/views/refund";
import { useOwnRefundWords } from "./manual-refund-labels";
import type { RecordOwnRefund } from "./manual-refund-offer";
import type { NoteOffer } from "./note-offer";
import { ActButton } from "./operation-button";

export type OwnRefundActions = { record: RecordOwnRefund; reverse: NoteOffer["record"]; today: string };
/** `ownRefund` is null for people who may not record one. */
type OwnRefundCardProps = { detail: PaymentDetail; ownRefund: OwnRefundActions | null };

export function OwnRefundCard({ detail, ownRefund }: OwnRefundCardProps) {
  const t = useTranslations("acts");
  const locale = useLocale();
  const words = useOwnRefundWords();
  const { payment, ownRefunds, restForOwnRefund: rest } = detail;
  const isPaid = payment.status === "PAID" || payment.status === "PARTIAL_CANCELLED";
  const isOffered = ownRefund !== null && isPaid && rest > 0;
  if (ownRefunds.length === 0 && !isOffered) return null;
  return (
    <Card id="own-refunds" title={t("own.title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-2 pb-5">
        <p className="text-sm text-muted">{t("own.body")}</p>
        {ownRefunds.length > 0 && (
          <ul className="w-full divide-y divide-line border-y border-line">
            {ownRefunds.map((one) => (
              <Item key={one.id} one={one} paymentId={payment.id} reverse={ownRefund?.reverse ?? null} />
            ))}
          </ul>
        )}
        {isOffered && (
          <ActButton
            dialog="own-refund"
            offer={{
              storeId: payment.storeId,
              paymentId: payment.id,
              currency: payment.currency,
              restWritten: t("own.rest", { rest: formatMoney(rest, payment.currency, locale) }),
              today: ownRefund.today,
              words,
              record: ownRefund.record,
            }}
          />
        )}
      </div>
    </Card>
  );
}

type ItemProps = { one: OwnRefundView; paymentId: string; reverse: NoteOffer["record"] | null };

function Item({ one, paymentId, reverse }: ItemProps) {
  const t = useTranslations("acts");
  const locale = useLocale();
  const { reversal } = one;
  return (
    <li className="flex flex-col gap-1 py-2.5">
      <p className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 text-sm text-muted">
          {one.paidOn} · {providerName(one.bank, locale)}
        </span>
        <Money
          amount={one.amount}
          currency={one.currency}
          negative={reversal === null}
          className={reversal ? "text-faint line-through" : "font-semibold text-danger"}
        />
      </p>
      <p className="text-sm wrap-anywhere">{one.note}</p>
      <p className="text-xs text-faint">
        {t("own.recordedBy", { actor: one.actorName })} · <Time at={one.createdAt} style="second" />
      </p>
      {reversal && (
        <p className="text-sm text-muted">
          {t("own.reversedBy", { actor: reversal.actorName })} · {reversal.note} ·{" "}
          <Time at={reversal.createdAt} style="second" />
        </p>
      )}
      {!reversal && reverse && (
        <div className="-ml-2.5">
          <ActButton
            dialog="note"
            variant="quiet"
            size="sm"
            offer={{
              paymentId,
              input: { ownRefundId: one.id },
              max: ownRefundNoteLength,
              record: reverse,
              words: {
                title: t("own.reverseTitle", { amount: formatMoney(one.amount, one.currency, locale) }),
                body: t("own.reverseBody"),
                label: t("own.reverseNote"),
                hint: t("own.reverseHint"),
                missing: t("own.reverseMissing"),
                tooLong: t("own.noteTooLong"),
                button: t("own.reverse"),
                working: t("working"),
                goBack: t("goBack"),
                errors: {
                  "own-refund-not-found": t("own.error.own-refund-not-found"),
                  "already-reversed": t("own.error.already-reversed"),
                },
              },
            }}
          />
        </div>
      )}
    </li>
  );
}
