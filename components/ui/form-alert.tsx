"use client";
// Message above the button of a form after a refusal of the server; screen readers announce the message at once.
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { EntryError } from "@/lib/domain/entry-error";
import { isEntryError } from "./action";
import { Callout } from "./callout";
import type { Refusal } from "./use-action";

type FormAlertProps<Code extends string> = {
  refusal: Refusal<Code> | null;
  labels: (code: Code, detail: unknown) => ReactNode;
  signInHref?: string;
};

export function FormAlert<Code extends string>({ refusal, labels, signInHref }: FormAlertProps<Code>) {
  const t = useTranslations("common");
  if (refusal === null) return null;
  const { code, reference, detail } = refusal;
  return (
    <Callout
      kind="danger"
      role="alert"
      title={isGeneral(code) ? t(`entryError.${code}`) : labels(code, detail)}
    >
      {reference && <p className="text-xs">{t("reference", { reference })}</p>}
      {code === "signed-out" && signInHref && (
        <a href={signInHref} target="_blank" rel="noopener" className="font-semibold text-accent underline">
          {t("signInAgain")}
        </a>
      )}
    </Callout>
  );
}

function isGeneral(code: string): code is EntryError | "no-answer" {
  return code === "no-answer" || isEntryError(code);
}
