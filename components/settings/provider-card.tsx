import { useTranslations } from "next-intl";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import type { ProviderState } from "@/lib/domain/people/provider-sign-in";

/** How people sign in by the company's OpenID provider. The environment sets it. */
export function ProviderCard({ name, issuer, passwords, emergency, unknownRoles }: ProviderState) {
  const t = useTranslations("people");
  return (
    <Card id="provider" title={t("provider.title")}>
      <div className="flex flex-col gap-3 px-5 pt-1 pb-5">
        <Facts
          facts={[
            { label: t("provider.name"), value: name },
            { label: t("provider.issuer"), value: issuer },
            {
              label: t("provider.passwords"),
              value:
                passwords === "emergency"
                  ? t("provider.emergency", { email: emergency ?? "" })
                  : t("provider.everybody"),
            },
          ]}
        />
        {passwords === "no-emergency" && (
          <Callout kind="warn" title={t("provider.noEmergencyTitle")}>
            {t("provider.noEmergency", { email: emergency ?? "" })}
          </Callout>
        )}
        {unknownRoles.length > 0 && (
          <Callout kind="warn">{t("provider.unknownRoles", { roles: unknownRoles.join(", ") })}</Callout>
        )}
      </div>
    </Card>
  );
}
