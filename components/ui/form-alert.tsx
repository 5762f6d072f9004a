"use client";
// Message above the button of a form after a refusal of the server; screen readers announce the message at once.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EntryError } from "@/lib/domain/entry-error";
import { isEntryError } from "./action";
import { Callout } from "./callout";
import type { CallFailure, Refusal } from "./use-action";

type FormAlertProps<Code extends string> = {
  refusal: Refusal<Code> | null;
  labels: (code: Code, detail: unknown) => ReactNode;
  signInHref?: string;
};

export function FormAlert<Code extends string>({ refusal, labels, signInHref }: FormAlertProps<Code>) {
  const t = useTranslations("common");
  if (refusal === null) return null;
  const { code, reference, detail } = refusal;
  // The empty address is the page itself: the link reloads it.
  const href = code === "desk-updated" ? "" : code === "signed-out" ? signInHref : undefined;
  return (
    <Callout
      kind="danger"
      role="alert"
      title={isGeneral(code) ? t(`entryError.${code}`) : labels(code, detail)}
    >
      {reference && <p className="text-xs">{t("reference", { reference })}</p>}
      {href !== undefined && (
        <a
          href={href}
          target={href && "_blank"}
          rel="noopener"
          className="font-semibold text-accent underline"
        >
          {t(href ? "signInAgain" : "reload")}
        </a>
      )}
    </Callout>
  );
}

function isGeneral(code: string): code is EntryError | CallFailure {
  return code === "no-answer" || code === "desk-updated" || isEntryError(code);
}
