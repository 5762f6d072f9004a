"use client";
import { useTranslations } from "next-intl";
import { type ComponentProps, lazy } from "react";
import { ExportButton, type ExportIcon } from "@/components/list-tools/export-button";

const EvidencePackDialog = lazy(() =>
  import("./evidence-pack-dialog").then((file) => ({ default: file.EvidencePackDialog })),
);

type EvidencePackProps = Omit<ComponentProps<typeof EvidencePackDialog>, "onClose">;

export function EvidencePackButton({ icon, ...props }: EvidencePackProps & ExportIcon) {
  const t = useTranslations("evidencePack");
  return (
    <ExportButton icon={icon} label={t("button")}>
      {(close) => <EvidencePackDialog {...props} onClose={close} />}
    </ExportButton>
  );
}
