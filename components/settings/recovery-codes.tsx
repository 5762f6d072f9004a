"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";

/** Shows new recovery codes, which nobody can see again. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations("secondFactor");
  return (
    <div className="flex flex-col gap-4">
      <Callout kind="warn" title={t("codesTitle")}>
        <p>{t("codesBody")}</p>
      </Callout>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border border-line p-4 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join("\n")} label={t("copyCodes")} labelSize="lg" />
        <Button variant="primary" size="lg" onPress={onDone}>
          {t("codesKept")}
        </Button>
      </div>
    </div>
  );
}
