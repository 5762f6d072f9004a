// Section of the settings that says how long the desk keeps customers' data.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import { Time } from "@/components/ui/time";
import type { Retention } from "@/lib/domain/payment/retention";
import type { RetentionActions } from "./retention-actions";
import { RetentionForm } from "./retention-form";

type RetentionSettingsProps = RetentionActions & { retention: Retention; signInHref: string };

export function RetentionSettings({ retention, ...form }: RetentionSettingsProps) {
  const t = useTranslations("retention");
  const { removed, removedAt } = retention;
  return (
    <section aria-labelledby="retention-settings" className="mb-8">
      <h2 id="retention-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <ClientMessages of="retention">
        <RetentionForm months={retention.months} {...form} />
      </ClientMessages>
      {removedAt !== null && (
        <p className="mt-3 text-sm text-muted">
          {t.rich("removedSoFar", { count: removed, time: () => <Time at={removedAt} isExact /> })}
        </p>
      )}
    </section>
  );
}
