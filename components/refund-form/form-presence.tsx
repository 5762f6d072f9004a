"use client";
// Reports to other people that this person has typed into the form, and shows who else has.
import { useLocale, useTranslations } from "next-intl";
import { createContext, useContext, useEffect } from "react";
import { type Control, type FieldValues, useFormState } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Callout } from "@/components/ui/callout";
import { seoulTime } from "@/components/ui/format-seoul-time";
import type { FormPresenceInput } from "@/lib/domain/refund/form-presence";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export type ReportFormPresence = Action<FormPresenceInput, null>;

/** Passes the action from the page to the form. */
export const PresenceContext = createContext<ReportFormPresence | null>(null);

const everyMs = 30_000;

type FormPresenceProps<Values extends FieldValues> = {
  control: Control<Values>;
  detail: Pick<PaymentDetail, "payment" | "atForm">;
};

export function FormPresence<Values extends FieldValues>({ control, detail }: FormPresenceProps<Values>) {
  const { isDirty } = useFormState({ control });
  const report = useContext(PresenceContext);
  const { storeId, id: paymentId } = detail.payment;

  useEffect(() => {
    if (report === null || !isDirty) return;
    // A lost report is repeated after 30 seconds, and a report expires by itself: nothing depends on the reports.
    const send = (at: boolean) => void report({ storeId, paymentId, at }).catch(() => undefined);
    send(true);
    const timer = setInterval(() => send(true), everyMs);
    return () => {
      clearInterval(timer);
      send(false);
    };
  }, [report, isDirty, storeId, paymentId]);

  return <OthersAtForm atForm={detail.atForm} />;
}

function OthersAtForm({ atForm }: Pick<PaymentDetail, "atForm">) {
  const t = useTranslations("refund");
  const locale = useLocale();
  if (atForm.length === 0) return null;
  return (
    <Callout kind="warn" role="status" title={t("atForm.title")}>
      {atForm.map(({ name, since }) => (
        <p key={`${name} ${since}`}>{t("atForm.who", { name, time: seoulTime(since, "hour", locale) })}</p>
      ))}
      <p>{t("atForm.explanation")}</p>
    </Callout>
  );
}
