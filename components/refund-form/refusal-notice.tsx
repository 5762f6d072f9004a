// Explains why this payment cannot be refunded here and now, who can change that, and what to do next.
import { useTranslations } from "next-intl";
import { NextStep } from "@/components/labels/next-step";
import { type BlockCode, errorResolvableBy, isDone } from "@/components/labels/refund-labels";
import { Callout } from "@/components/ui/callout";

export function RefusalNotice({ code }: { code: BlockCode }) {
  const t = useTranslations("refund");
  const done = isDone(code);
  const title = code === "refund-open" ? "openTitle" : done ? "doneTitle" : "cannotTitle";
  return (
    <Callout kind={done || code === "refund-open" ? "info" : "warn"} title={t(title)}>
      <p>{t(`refusal.${code}.what`)}</p>
      <NextStep next={t(`refusal.${code}.next`)} who={errorResolvableBy[code]} />
    </Callout>
  );
}

/** Shown where the policy blocks every refund and the person may not override it. */
export function BlockedNotice() {
  const t = useTranslations("refund");
  return (
    <Callout kind="warn" title={t("cannotTitle")}>
      {t("blockedBody")}
    </Callout>
  );
}

const withoutOtherWays: readonly BlockCode[] = [
  "not-paid",
  "waiting-for-deposit",
  "already-cancelled",
  "nothing-left",
  "cancellation-pending",
  "refund-open",
];

/** Returns whether the money may still be returned in another way although the desk refuses a refund. */
export function mayHaveOtherWays(code: BlockCode | null): boolean {
  return code !== null && !withoutOtherWays.includes(code);
}

/** Shown to a person who may read but not refund. The server refuses as well. */
export function ViewerNotice() {
  const t = useTranslations("refund");
  return (
    <Callout kind="info" title={t("viewerTitle")}>
      {t("viewerBody")}
    </Callout>
  );
}
