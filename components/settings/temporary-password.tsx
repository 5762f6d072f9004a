"use client";
// Temporary password, shown once so that it can be handed over.
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

type IssuedPassword = { name: string; password: string };

type TemporaryPasswordProps = { handed: IssuedPassword; doneLabel: string; onDone: () => void };

export function TemporaryPassword({ handed, doneLabel, onDone }: TemporaryPasswordProps) {
  const t = useTranslations("people");
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm text-muted">
        {t("handOver")}
      </p>
      <div className="flex items-center justify-between gap-3 rounded-md bg-sunken px-4 py-3">
        <div className="min-w-0">
          <p className="text-xs text-faint">{t("temporaryPassword")}</p>
          <p className="font-mono text-lg font-semibold select-all">{handed.password}</p>
        </div>
        <CopyButton text={handed.password} label={t("copyPassword")} />
      </div>
      <Button takesFocus onPress={onDone}>
        {doneLabel}
      </Button>
    </div>
  );
}
