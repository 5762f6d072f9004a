// Explains why the desk requested no refund, or does not know whether it did.
import { useTranslations } from "next-intl";
import { NextStep } from "@/components/labels/next-step";
import { errorResolvableBy } from "@/components/labels/refund-labels";
import { isEntryError, referenceIn } from "@/components/ui/action";
import { Callout } from "@/components/ui/callout";
import type { EntryError } from "@/lib/domain/entry-error";
import type { RefundRequestError } from "@/lib/domain/refund/refund-errors";

export type Rejection = { code: RefundRequestError | EntryError; detail?: unknown };

/** `rejection` is null for a call that failed on its way. */
export function RefundRejection({
  rejection,
  signInHref,
}: {
  rejection: Rejection | null;
  signInHref: string;
}) {
  const t = useTranslations("refund");
  const common = useTranslations("common");
  if (rejection === null) {
    return (
      <Callout kind="warn" title={t("noAnswerTitle")}>
        {t("noAnswerBody")}
      </Callout>
    );
  }
  const { code } = rejection;
  if (!isEntryError(code)) {
    return (
      <Callout kind="warn" title={t("rejectedTitle")}>
        <p>{t(`refusal.${code}.what`)}</p>
        <NextStep next={t(`refusal.${code}.next`)} who={errorResolvableBy[code]} />
      </Callout>
    );
  }
  const reference = referenceIn(rejection.detail);
  return (
    <Callout kind="warn" title={t(code === "unexpected" ? "unknownTitle" : "notAskedTitle")}>
      <p>{common(`entryError.${code}`)}</p>
      {code === "unexpected" && <p className="mt-1">{t("noAnswerBody")}</p>}
      {reference && <p className="mt-1 text-xs">{common("reference", { reference })}</p>}
      {code === "signed-out" && (
        <a
          href={signInHref}
          target="_blank"
          rel="noopener"
          className="mt-1 inline-block font-semibold text-accent underline"
        >
          {common("signInAgain")}
        </a>
      )}
    </Callout>
  );
}
