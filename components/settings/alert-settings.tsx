// Section of the settings with the channels of alerts.
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/shell/client-messages";
import type { ListedChannel } from "@/lib/domain/alerts/channel";
import type { AlertChannelActions } from "./alert-channel-actions";
import { AlertChannelsCard } from "./alert-channels-card";

type AlertSettingsProps = AlertChannelActions & {
  channels: readonly ListedChannel[];
  /** Of the stored payments. */
  currencies: readonly string[];
  hasMail: boolean;
  signInHref: string;
};

export function AlertSettings({ currencies, ...props }: AlertSettingsProps) {
  const t = useTranslations("alertSettings");
  const known = [...new Set(["KRW", ...currencies])].sort();
  return (
    <section aria-labelledby="alert-settings" className="mb-8">
      <h2 id="alert-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <ClientMessages of="alertSettings">
        <div className="max-w-160">
          <AlertChannelsCard {...props} currencies={known} />
        </div>
      </ClientMessages>
    </section>
  );
}
