// Section of the settings with the reasons for refunds.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import type { ListedReason } from "@/lib/domain/refund/refund-reason";
import type { ReasonActions } from "./reason-actions";
import { ReasonList } from "./reason-list";

type ReasonSettingsProps = ReasonActions & { reasons: readonly ListedReason[]; signInHref: string };

export function ReasonSettings(props: ReasonSettingsProps) {
  const t = useTranslations("reasonSettings");
  return (
    <section aria-labelledby="reason-settings" className="mb-8">
      <h2 id="reason-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <ClientMessages of="reasonSettings">
        <ReasonList {...props} />
      </ClientMessages>
    </section>
  );
}
