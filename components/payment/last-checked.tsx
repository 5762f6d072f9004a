"use client";
// When PortOne was last read, and why that is not now.
import { useTranslations } from "next-intl";
import { SignedOutError } from "@/components/live/payment-query";
import { Time } from "@/components/ui/time";

type LastCheckedProps = { at: string; error: Error | null; signInHref: string };

export function LastChecked({ at, error, signInHref }: LastCheckedProps) {
  const t = useTranslations("payment");
  const common = useTranslations("common");
  return (
    <div className="mt-3 px-1 text-xs text-faint">
      <p>
        {t("lastChecked")} <Time at={at} style="second" />
      </p>
      <p role="status">
        {error instanceof SignedOutError && (
          <>
            {t("checkSignedOut")}{" "}
            <a
              href={signInHref}
              target="_blank"
              rel="noopener"
              className="font-semibold text-accent underline"
            >
              {common("signInAgain")}
            </a>
          </>
        )}
        {error !== null && !(error instanceof SignedOutError) && t("checkFailed")}
      </p>
    </div>
  );
}
