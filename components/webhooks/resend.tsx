"use client";
// Asks PortOne to send a webhook again. The refreshed list shows whether the webhook has arrived.
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { useAction } from "@/components/ui/use-action";
import type { ResendAction } from "./webhook-actions";

type ResendProps = {
  deliveryId: string;
  sendId: string | null;
  /** Names the webhook for screen readers, which read the button without its line. */
  label: string;
  resend: ResendAction;
  signInHref: string;
};

export function Resend({ deliveryId, sendId, label, resend, signInHref }: ResendProps) {
  const t = useTranslations("webhookActions");
  const router = useRouter();
  const { run, isPending, refusal } = useAction(resend);
  const [isRequested, setAsked] = useState(false);

  async function requestAgain() {
    setAsked(false);
    const outcome = await run({ deliveryId, sendId });
    if (outcome.kind === "done") setAsked(true);
    if (outcome.kind !== "running") router.refresh();
  }

  return (
    <div className="flex max-w-full flex-col items-start gap-2 sm:max-w-80">
      <Button
        size="sm"
        aria-label={label}
        isPending={isPending}
        pendingLabel={t("resend.working")}
        onPress={() => void requestAgain()}
      >
        <Send className="size-3.5" aria-hidden="true" />
        {t(sendId === null ? "resend.latest" : "resend.button")}
      </Button>
      <p role="status" className={isRequested ? "text-sm text-ok" : "sr-only"}>
        {isRequested && t("resend.requested")}
      </p>
      {!isRequested && (
        <FormAlert refusal={refusal} labels={(code) => t(`resend.error.${code}`)} signInHref={signInHref} />
      )}
    </div>
  );
}
