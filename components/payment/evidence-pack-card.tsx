// What a person hands over in a dispute or a chargeback.
import { FolderArchive } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { Card } from "@/components/ui/card";
import { EvidencePackButton } from "./evidence-pack-button";

export function EvidencePackCard({ paymentId, signInHref }: { paymentId: string; signInHref: string }) {
  const t = useTranslations("evidencePack");
  return (
    <Card id="evidence-pack" title={t("title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-2 pb-4">
        <p className="text-sm text-muted">{t("cardBody")}</p>
        <ClientMessages of="evidencePack">
          <EvidencePackButton
            icon={<FolderArchive className="size-4" aria-hidden="true" />}
            paymentId={paymentId}
            signInHref={signInHref}
          />
        </ClientMessages>
      </div>
    </Card>
  );
}
