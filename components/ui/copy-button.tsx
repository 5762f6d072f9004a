"use client";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type ButtonSize, buttonStyle } from "./button-style";

type CopyState = "ready" | "copied" | "failed";

type CopyButtonProps = {
  text: string;
  /** Names the copied text ("고객사 주문번호 복사"). */
  label: string;
  shortcut?: string;
  /** Shows the label as a button of this size, instead of an icon. */
  labelSize?: ButtonSize;
};

export function CopyButton({ text, label, shortcut, labelSize }: CopyButtonProps) {
  const t = useTranslations("common");
  const [state, setState] = useState<CopyState>("ready");

  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("ready"), 2000);
    return () => clearTimeout(timer);
  }, [state]);

  return (
    <span className="relative inline-flex">
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={shortcut}
        title={state === "copied" ? t("copied") : t("copy")}
        onClick={async () => setState((await copy(text)) ? "copied" : "failed")}
        className={
          labelSize
            ? buttonStyle("secondary", labelSize)
            : "grid size-7 place-items-center rounded-sm text-faint hover:bg-sunken hover:text-ink"
        }
      >
        {state === "copied" ? (
          <Check className="size-4 text-ok" aria-hidden="true" />
        ) : (
          <Copy className="size-3.5" aria-hidden="true" />
        )}
        {labelSize && label}
      </button>
      <span role="status" className={state === "failed" ? "ml-1 text-xs text-danger" : "sr-only"}>
        {state === "copied" && t("copied")}
        {state === "failed" && t("copyFailed")}
      </span>
    </span>
  );
}

/** Returns whether the text was copied. The clipboard exists in secure contexts only and may be denied. */
async function copy(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
