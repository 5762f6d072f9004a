"use client";
// Says to others that this person is at the form while something is typed in it, and to this person who else is.
import { useLocale, useTranslations } from "next-intl";
import { createContext, useContext, useEffect } from "react";
import { type Control, type FieldValues, useFormState } from "react-hook-form";
import type { Action } from "@/components/ui/action";
import { Callout } from "@/components/ui/callout";
import { seoulTime } from "@/components/ui/format-seoul-time";
import type { FormPresenceInput } from "@/lib/domain/refund/form-presence";
import type { PaymentDetail } from "@/lib/domain/views/payment-page";

export type RecordFormPresence = Action<FormPresenceInput, null>;

/** The action, from the page to wherever the form is. */
export const PresenceContext = createContext<RecordFormPresence | null>(null);

const everyMs = 30_000;

type FormPresenceProps<Values extends FieldValues> = {
  control: Control<Values>;
  detail: Pick<PaymentDetail, "payment" | "atForm">;
};

export function FormPresence<Values extends FieldValues>({ control, detail }: FormPresenceProps<Values>) {
  const { isDirty } = useFormState({ control });
  const tell = useContext(PresenceContext);
  const { storeId, id: paymentId } = detail.payment;

  useEffect(() => {
    if (tell === null || !isDirty) return;
    // What does not arrive is said again in half a minute, and ends by itself: nothing depends on it.
    const say = (at: boolean) => void tell({ storeId, paymentId, at }).catch(() => undefined);
    say(true);
    const timer = setInterval(() => say(true), everyMs);
    return () => {
      clearInterval(timer);
      say(false);
    };
  }, [tell, isDirty, storeId, paymentId]);

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
      <p>{t("atForm.means")}</p>
    </Callout>
  );
}
