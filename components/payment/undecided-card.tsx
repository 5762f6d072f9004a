"use client";
// A refund that waits for a person: why, where to look, our record beside PortOne's, and the form for the decision.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AnswerExplanation } from "@/components/labels/answer-explanation";
import { cancellationStatusName } from "@/components/labels/payment-labels";
import { pgName } from "@/components/labels/pg-names";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { Time } from "@/components/ui/time";
import { formatMoney } from "@/lib/domain/money";
import type { UndecidedEvidence } from "@/lib/domain/views/refund";
import { EvidenceRow } from "./evidence-row";
import { usePaymentActions } from "./operations/payment-actions";
import { ResolveRefundForm } from "./resolve-refund";
import { UndecidedCandidate } from "./undecided-candidate";

type UndecidedCardProps = {
  evidence: UndecidedEvidence;
  paymentId: string;
  signInHref: string;
};

export function UndecidedCard({ evidence, paymentId, signInHref }: UndecidedCardProps) {
  const { resolveRefund } = usePaymentActions();
  const t = useTranslations("evidence");
  const refund = useTranslations("refund");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const briefly = (one: UndecidedEvidence["candidates"][number]) =>
    [
      formatMoney(one.totalAmount, evidence.currency, locale),
      cancellationStatusName(payment, one.status, one.rawStatus),
      seoulTime(one.requestedAt, "second", locale),
      one.id,
    ].join(" · ");
  return (
    <Card id="undecided" title={t("title", { number: evidence.number })}>
      <div className="flex flex-col gap-4 px-5 pt-2 pb-5">
        <div>
          <p>{refund(`failure.${evidence.why}.what`)}</p>
          <WhatToCheck evidence={evidence} />
          {resolveRefund !== undefined && (
            // On a phone the evidence is longer than the screen.
            <a href="#decide" className={`${linkButtonStyle("secondary", "sm")} mt-3 md:hidden`}>
              {t("toDecision")}
            </a>
          )}
        </div>
        <div className="grid gap-4 md:grid-cols-2">
          <Side title={t("ours")} id="evidence-ours">
            <Ours evidence={evidence} />
          </Side>
          <Side title={t("theirs")} id="evidence-theirs">
            <Theirs evidence={evidence} />
          </Side>
        </div>
        {resolveRefund === undefined ? (
          <p className="text-sm text-muted">{t("mayNotDecide")}</p>
        ) : (
          <div id="decide" className="scroll-mt-20">
            <ResolveRefundForm
              refundId={evidence.refundId}
              paymentId={paymentId}
              candidates={evidence.candidates
                .filter(({ mayBeNamed }) => mayBeNamed)
                .map((one) => ({ id: one.id, label: briefly(one) }))}
              resolveRefund={resolveRefund}
              signInHref={signInHref}
            />
          </div>
        )}
      </div>
    </Card>
  );
}

function WhatToCheck({ evidence }: { evidence: UndecidedEvidence }) {
  const t = useTranslations("evidence");
  const locale = useLocale();
  const { pg, runs, transactionId, why } = evidence;
  const [first, last] = [runs[0], runs.at(-1)];
  return (
    <>
      <h3 className="mt-3 text-xs font-semibold text-muted">{t("check")}</h3>
      <p>
        {t(`checkWhere.${why}`, {
          pg: pg === null ? t("somePg") : pgName(pg.provider, locale),
          from: first ? seoulTime(first.startedAt, "minute", locale) : "",
          to: last ? seoulTime(last.endedAt, "minute", locale) : "",
        })}
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 text-sm text-muted">
        {pg?.merchantId && <span>{t("merchantId", { id: pg.merchantId })}</span>}
        <span className="inline-flex items-center wrap-anywhere">
          {t("transactionId", { id: transactionId })}
          <CopyButton text={transactionId} label={t("copyTransactionId")} />
        </span>
      </p>
    </>
  );
}

function Side({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-md border border-line">
      <h3 id={id} className="border-b border-line bg-sunken px-3.5 py-2 text-sm font-semibold">
        {title}
      </h3>
      <div className="flex flex-col gap-3 px-3.5 py-3">{children}</div>
    </section>
  );
}

function Ours({ evidence: { requested, currency, runs } }: { evidence: UndecidedEvidence }) {
  const t = useTranslations("evidence");
  const locale = useLocale();
  const attempts = runs.at(-1)?.last ?? 0;
  return (
    <>
      <dl className="flex flex-col gap-1.5">
        <EvidenceRow label={t("amount")}>
          <span className="font-semibold">
            {requested.amount === null ? t("amountOpen") : formatMoney(requested.amount, currency, locale)}
          </span>
        </EvidenceRow>
        <EvidenceRow label={t("taxFree")}>
          {formatMoney(requested.taxFreeAmount, currency, locale)}
        </EvidenceRow>
        <EvidenceRow label={t(requested.isReasonSent ? "reasonSent" : "reason")}>
          {requested.reason}
        </EvidenceRow>
        <EvidenceRow label={t("trigger")}>API</EvidenceRow>
        <EvidenceRow label={t("attempts")}>{t("attemptCount", { count: String(attempts) })}</EvidenceRow>
      </dl>
      <ol className="flex flex-col gap-2">
        {runs.map((run) => (
          <li key={run.first}>
            <p className="text-sm font-medium">
              {run.first === run.last
                ? t("attempt", { n: String(run.first) })
                : t("attemptRun", { first: String(run.first), last: String(run.last) })}
              <span className="font-normal text-muted">
                {" · "}
                <Time at={run.startedAt} style="second" />
                {run.first !== run.last && (
                  <>
                    {" – "}
                    <Time at={run.endedAt} style="clock" />
                  </>
                )}
              </span>
            </p>
            {run.answer ? (
              <AnswerExplanation answer={run.answer} />
            ) : (
              <p className="text-sm text-muted">{t("noAnswer")}</p>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Theirs({ evidence: { candidates, currency, leftOut, readAt } }: { evidence: UndecidedEvidence }) {
  const t = useTranslations("evidence");
  return (
    <>
      {candidates.length === 0 && <p className="font-medium">{t("none")}</p>}
      {candidates.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {candidates.map((cancellation) => (
            <li key={cancellation.id} className="py-3 first:pt-0 last:pb-0">
              <UndecidedCandidate cancellation={cancellation} currency={currency} />
            </li>
          ))}
        </ul>
      )}
      <p className="text-xs text-faint">
        {t("readAt")} <Time at={readAt} style="second" />
        {leftOut > 0 && ` · ${t("leftOut", { count: String(leftOut) })}`}
      </p>
    </>
  );
}
