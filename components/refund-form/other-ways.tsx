"use client";
// What remains where the desk cannot refund: an administrator, a manual refund with its record, the PG.
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { pgName } from "@/components/labels/pg-names";
import { linkButtonStyle } from "@/components/ui/button-style";
import { CopyButton } from "@/components/ui/copy-button";
import { useIsHydrated } from "@/components/ui/hydrated";
import { formatMoney } from "@/lib/domain/money";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

type OtherWaysProps = { detail: PaymentDetail; mayOverride: boolean };

export function OtherWays({ detail, mayOverride }: OtherWaysProps) {
  const t = useTranslations("refund");
  const locale = useLocale();
  const { payment, manualRefundLimit } = detail;
  const pg = payment.channel === null ? null : pgName(payment.channel.pgProvider, locale);
  return (
    <section aria-labelledby="other-ways">
      <h3 id="other-ways" className="mb-1 text-sm font-semibold">
        {t("ways.title")}
      </h3>
      <ul className="divide-y divide-line border-y border-line">
        {!mayOverride && (
          <Way title={t("ways.admin.title")} body={t("ways.admin.body")}>
            <CaseLink detail={detail} />
          </Way>
        )}
        {manualRefundLimit > 0 && (
          <Way
            title={t("ways.manual.title")}
            body={t(mayOverride ? "ways.manual.bodyAdmin" : "ways.manual.body")}
          >
            {mayOverride && (
              <a href="#manual-refunds" className={linkButtonStyle("secondary", "sm")}>
                {t("ways.manual.go")}
              </a>
            )}
          </Way>
        )}
        {pg !== null && <Way title={t("ways.pg.title", { pg })} body={t("ways.pg.body")} />}
      </ul>
    </section>
  );
}

function Way({ title, body, children }: { title: string; body: string; children?: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{title}</p>
        <p className="text-sm text-muted">{body}</p>
      </div>
      {children}
    </li>
  );
}

/** The case as a text with the link to this page, to copy or to send by mail. Without personal data of the customer. */
function CaseLink({ detail: { payment, cancellable } }: Pick<OtherWaysProps, "detail">) {
  const t = useTranslations("refund");
  const locale = useLocale();
  // The server does not know the address at which the browser opened the page.
  const link = useIsHydrated() ? window.location.href : "";
  const subject = t("ways.case.subject", { id: payment.id });
  const text = t("ways.case.text", {
    id: payment.id,
    order: payment.orderName,
    amount: formatMoney(cancellable.amount, payment.currency, locale),
    link,
  });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <CopyButton text={text} label={t("ways.case.copy")} labelSize="sm" />
      <a
        href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}
        className={linkButtonStyle("secondary", "sm")}
      >
        {t("ways.case.mail")}
      </a>
    </div>
  );
}
