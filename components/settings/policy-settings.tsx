// Section of the settings in which a merchant records what it knows better than the documents.
import { useTranslations } from "next-intl";
import { cancelGuide } from "@/components/labels/guides";
import { ClientMessages } from "@/components/shell/client-messages";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { OutLink } from "@/components/ui/out-link";
import type { SetOverride } from "@/lib/domain/policy/overrides";
import { OverrideForm } from "./override-form";
import { OverrideRow } from "./override-row";
import type { RemoveOverrideAction, SetOverrideAction } from "./policy-actions";

type PolicySettingsProps = {
  overrides: readonly SetOverride[];
  setOverride: SetOverrideAction;
  removeOverride: RemoveOverrideAction;
  signInHref: string;
};

export function PolicySettings({ overrides, setOverride, removeOverride, signInHref }: PolicySettingsProps) {
  const t = useTranslations("policySettings");
  return (
    <section aria-labelledby="policy-settings">
      <h2 id="policy-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <div className="mb-4 max-w-[75ch]">
        <Callout kind="warn">
          {t("never")} <OutLink url={cancelGuide}>{t("guide")}</OutLink>
        </Callout>
      </div>
      <ClientMessages of="policySettings">
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <Card id="overrides" title={t("stands")}>
            {overrides.length === 0 ? (
              <p className="px-5 pt-2 pb-5 text-muted">{t("none")}</p>
            ) : (
              <ul className="divide-y divide-line px-5 pt-2 pb-3">
                {overrides.map((override) => (
                  <OverrideRow
                    key={override.key}
                    set={override}
                    removeOverride={removeOverride}
                    signInHref={signInHref}
                  />
                ))}
              </ul>
            )}
          </Card>
          <Card id="set-override" title={t("add")}>
            <div className="px-5 pt-2 pb-5">
              <OverrideForm setOverride={setOverride} signInHref={signInHref} />
            </div>
          </Card>
        </div>
      </ClientMessages>
    </section>
  );
}
