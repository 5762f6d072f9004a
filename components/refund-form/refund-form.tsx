"use client";
// Refund form: inputs on the left, expected outcome on the right, visible while typing.
import { useLocale, useTranslations } from "next-intl";
import { lazy, type ReactNode, useLayoutEffect, useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { meansOf } from "@/components/labels/payment-labels";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useIsHydrated } from "@/components/ui/hydrated";
import { LoadBoundary } from "@/components/ui/load-boundary";
import { PartNotLoaded } from "@/components/ui/part-not-loaded";
import { Skeleton } from "@/components/ui/skeleton";
import { approversFor } from "@/lib/domain/approval/threshold";
import { virtualAccountIssueFee } from "@/lib/domain/bank/account-fees";
import { formatMoney } from "@/lib/domain/money";
import { type PromotionTerms, promotionOutcome } from "@/lib/domain/refund/promotion";
import type { RetainOption } from "@/lib/domain/refund/refund";
import { arrivalKind, refundRoute } from "@/lib/domain/refund/refund-route";
import type { PaymentPageView } from "@/lib/domain/views/payment-page";
import { AmountPart } from "./amount-part";
import { figuresOf } from "./figures";
import {
  type FieldName,
  type FieldProblem,
  type FormContext,
  includesAccount,
  includesOption,
  type Problems,
  type RefundFormValues,
  typedParts,
} from "./form-values";
import type { LateParts } from "./late-parts";
import { useProblemMessages } from "./problem-messages";
import { ReasonPart } from "./reason-part";
import { Summary } from "./summary";

// Large, or needed by few payments: loaded on demand.
const AccountPart = lazy(() => import("./account-part").then((file) => ({ default: file.AccountPart })));
const ApiCallPart = lazy(() => import("./api-call-part").then((file) => ({ default: file.ApiCallPart })));
const PromotionPart = lazy(() =>
  import("./promotion-part").then((file) => ({ default: file.PromotionPart })),
);
const EmailPart = lazy(() => import("./special-parts").then((file) => ({ default: file.EmailPart })));
const LockPart = lazy(() => import("./special-parts").then((file) => ({ default: file.BalanceLockPart })));
const TaxPart = lazy(() => import("./tax-part").then((file) => ({ default: file.TaxPart })));
const OverridePart = lazy(() => import("./special-parts").then((file) => ({ default: file.OverridePart })));

type RefundFormProps = {
  form: UseFormReturn<RefundFormValues>;
  context: FormContext;
  detail: PaymentPageView;
  promotion: PromotionTerms | null;
  /** Called when the form gets the focus. */
  onStart: () => void;
  /** Called with values that have no problem. */
  onReview: (values: RefundFormValues) => Promise<void>;
  /** Null until loaded: problems are shown from then on. */
  readForm: LateParts["readForm"] | null;
  requestId: string;
  /** A refund from this page is not in `detail` yet, so its balance is out of date. */
  isBehind: boolean;
  /** Shown above the fields: a restored draft, a changed balance. */
  notice: ReactNode;
};

export function RefundForm(props: RefundFormProps) {
  const { form, context, detail, promotion, onStart, onReview, readForm, requestId, isBehind, notice } =
    props;
  const t = useTranslations("refundForm");
  const locale = useLocale();
  const labelsOf = useProblemMessages();
  const isReady = useIsHydrated();
  const [isAsking, setAsking] = useState(false);
  const values = useWatch({ control: form.control, compute: (all) => all });
  const { currency, needs, remaining } = context;
  const { errors, isSubmitting } = form.formState;
  const money = (amount: number | null) => (amount === null ? "" : formatMoney(amount, currency, locale));
  const isFull = values.kind === "full";
  const isBlocked = context.blocked[values.kind];
  const read = readForm === null ? { problems: {} } : readForm(values, context, requestId);
  const live: Problems = "problems" in read ? read.problems : {};
  const parts = typedParts(values, context);
  const stated = isFull
    ? { taxFree: remaining.taxFree, vat: remaining.vat }
    : { taxFree: parts.taxFree, vat: parts.vat };
  const option = context.boundOption ?? (values.retain === "" ? null : values.retain);
  const figures = figuresOf(
    detail,
    isFull ? { kind: "full" } : { kind: "partial", amount: parts.amount },
    includesAccount(values, needs),
    { terms: promotion, option: isFull ? null : option },
  );
  const amount = isFull ? remaining.amount : (parts.amount ?? 0);
  const approvers = approversFor(detail.approvalThresholds, amount, isBlocked && context.mayOverride);
  const hasNoVat = remaining.vat === 0;
  const isOrderAmount = needs.promotionOption && !isFull;
  const outcomes = outcomesOf(promotion, detail, parts.amount);

  /** Returns the message of a field. Wrong input is reported while typing, missing input only after a submit. */
  function problem(name: FieldName): string | null {
    const submitted = errors[name] === undefined ? null : (live[name] ?? null);
    const typed = values[name] === "" ? null : (live[name] ?? null);
    const code: FieldProblem | null = submitted ?? typed;
    if (code === null) return null;
    return labelsOf(code, {
      most: money(remaining.amount),
      taxFree: money(Math.min(remaining.taxFree, parts.amount ?? remaining.taxFree)),
      taxable: money(remaining.taxable),
      vat: money(remaining.vat),
    });
  }

  return (
    <form noValidate onFocus={onStart} onSubmit={form.handleSubmit(onReview)}>
      {/* Text that is typed before hydration would be lost. */}
      <fieldset
        disabled={!isReady}
        className="flex min-w-0 flex-col gap-x-8 gap-y-5 md:grid md:grid-cols-[minmax(0,1fr)_17rem] md:items-start"
      >
        <div className="flex min-w-0 flex-col gap-5">
          {notice}
          <AmountPart
            form={form}
            most={remaining.amount}
            currency={currency}
            isOrderAmount={isOrderAmount}
            problem={problem("amount")}
          />
          {isBlocked && !context.mayOverride && (
            <Callout kind="warn" title={t("override.title")}>
              {t("override.askAdmin")}
            </Callout>
          )}
          {!isFull && (needs.taxFree || needs.vat !== "never") && (
            <LoadBoundary
              isWanted={isReady}
              whileLoading={<Skeleton className="h-8 w-40 rounded-md" />}
              failed={<PartNotLoaded />}
            >
              <TaxPart
                form={form}
                currency={currency}
                needs={needs}
                remaining={remaining}
                proposed={parts.amount === null ? null : context.propose(parts.amount)}
                isEdited={values.taxFree !== "" || values.vat !== ""}
                problems={{ taxFree: problem("taxFree"), vat: problem("vat") }}
              />
            </LoadBoundary>
          )}
          <LoadBoundary
            isWanted={isReady}
            whileLoading={(needs.account !== null || needs.email) && <Skeleton className="h-40 rounded-lg" />}
            failed={<PartNotLoaded />}
          >
            {includesOption(values, context) && (
              <PromotionPart
                form={form}
                currency={currency}
                bound={context.boundOption}
                outcomes={outcomes}
                problem={problem("retain")}
              />
            )}
            {needs.account !== null && (
              <AccountPart
                form={form}
                why={needs.account.why}
                isOffered={needs.account.need === "offered"}
                isAsked={includesAccount(values, needs)}
                needsPhone={needs.account.phone}
                remitter={detail.remitter}
                buyerPhone={detail.seesCustomer ? detail.payment.customer.phoneNumber : null}
                problems={{
                  bank: problem("bank"),
                  accountNumber: problem("accountNumber"),
                  holderPhone: problem("holderPhone"),
                }}
              />
            )}
            {needs.email && <EmailPart form={form} />}
            <LatePart form={form} />
          </LoadBoundary>
          <ReasonPart
            form={form}
            reasons={detail.reasons.map(({ code, ko, en }) => ({
              code,
              label: locale.startsWith("ko") ? ko : en,
            }))}
            problem={problem("reasonCode")}
          />
          <LoadBoundary
            isWanted={isReady}
            // Without placeholders, the button below would move away from the pointer.
            whileLoading={
              <>
                {context.mayChooseBalanceLock && <Skeleton className="h-72 rounded-lg" />}
                {isBlocked && context.mayOverride && <Skeleton className="h-60 rounded-lg" />}
              </>
            }
            failed={<PartNotLoaded />}
          >
            {context.mayChooseBalanceLock && (
              <LockPart
                form={form}
                currency={currency}
                shown={money(context.shown)}
                problem={problem("typedBalance")}
              />
            )}
            {isBlocked && context.mayOverride && <OverridePart form={form} />}
            <LatePart form={form} />
          </LoadBoundary>
        </div>
        <div className="contents min-w-0 md:sticky md:top-4 md:flex md:flex-col md:gap-3">
          <Summary
            currency={currency}
            figures={figures}
            stated={isFull ? null : parts.amount}
            as={arrivalKind(refundRoute(detail.payment.method, includesAccount(values, needs)))}
            settled={isFull ? settledOf(detail) : null}
            taxFree={needs.taxFree ? stated.taxFree : undefined}
            vat={needs.vat !== "never" && !isOrderAmount && !hasNoVat ? stated.vat : undefined}
            destination={<Destination values={values} context={context} detail={detail} />}
          />
          <p className="text-sm font-medium">
            {approvers === 0 ? t("irreversible") : t("approvalNeeded", { count: approvers })}
          </p>
          {/* On a phone the amount and the button stay at the bottom of the screen while the form is in sight. */}
          <div className="flex items-center gap-4 max-md:sticky max-md:bottom-0 max-md:z-10 max-md:-mx-5 max-md:border-t max-md:border-line max-md:bg-surface max-md:px-5 max-md:py-3">
            <p className="shrink-0 text-lg font-bold md:hidden" aria-hidden="true">
              {money(figures.sent?.money ?? (isFull ? remaining.amount : parts.amount))}
            </p>
            <Button
              type="submit"
              variant="primary"
              size="lg"
              className="min-w-0 flex-1"
              isDisabled={isBlocked && !context.mayOverride}
              isPending={isSubmitting || isBehind}
            >
              {t("review")}
            </Button>
          </div>
          <details className="text-sm" onToggle={(event) => setAsking(event.currentTarget.open)}>
            <summary className="flex min-h-9 cursor-pointer items-center font-medium text-muted hover:text-ink">
              {t("api.title")}
            </summary>
            {isAsking &&
              ("request" in read ? (
                <LoadBoundary
                  isWanted
                  whileLoading={<Skeleton className="h-24 rounded-md" />}
                  failed={<PartNotLoaded />}
                >
                  <ApiCallPart detail={detail} request={read.request} />
                </LoadBoundary>
              ) : (
                <p className="text-muted">{t("api.unfinished")}</p>
              ))}
          </details>
        </div>
      </fieldset>
    </form>
  );
}

/** Last child of a lazy part. If a submit failed before the part was loaded, focuses the first field with an error. */
function LatePart({ form }: { form: UseFormReturn<RefundFormValues> }) {
  // A layout effect also runs again for content that was hidden while more of the part was loading.
  useLayoutEffect(() => {
    const { errors, isSubmitted } = form.formState;
    const isAtField = document.activeElement?.matches("input, textarea, select") ?? false;
    const [first] = Object.keys(errors) as FieldName[];
    if (isSubmitted && !isAtField && first !== undefined) form.setFocus(first);
  }, [form]);
  return null;
}

/** Returns the outcome of each option; null if the terms are unknown or the amount leaves nothing. */
function outcomesOf(terms: PromotionTerms | null, { payment }: PaymentPageView, amount: number | null) {
  if (terms === null || amount === null || amount >= payment.amount.total) return null;
  const { total, discount } = payment.amount;
  const of = (option: RetainOption) => promotionOutcome(terms, { total, discount }, amount, option);
  return { RETAIN: of("RETAIN"), RELEASE: of("RELEASE") };
}

/** Returns what the merchant was paid of a virtual account's deposit (minor units); null after any refund of the deposit. */
function settledOf({ payment, charged, cancellations }: PaymentPageView): number | null {
  if (payment.method?.type !== "VIRTUAL_ACCOUNT" || payment.currency !== "KRW" || charged === null)
    return null;
  const isUntouched = cancellations.every(({ status }) => status === "FAILED");
  return isUntouched ? charged - virtualAccountIssueFee : null;
}

type DestinationProps = { values: RefundFormValues; context: FormContext; detail: PaymentPageView };

function Destination({ values, context, detail }: DestinationProps) {
  const t = useTranslations("refundForm");
  const payment = useTranslations("payment");
  const locale = useLocale();
  if (includesAccount(values, context.needs)) return t("destination.account");
  if (context.needs.email) return t("destination.email");
  const { method } = detail.payment;
  if (method === null) return t("destination.same");
  return t("destination.sameAs", { means: meansOf(payment, method, locale) });
}
