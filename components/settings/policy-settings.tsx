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
  /** Codes of the PGs of the stored payments. */
  pgsInUse: readonly string[];
  setOverride: SetOverrideAction;
  removeOverride: RemoveOverrideAction;
  signInHref: string;
};

export function PolicySettings(props: PolicySettingsProps) {
  const { overrides, pgsInUse, setOverride, removeOverride, signInHref } = props;
  const t = useTranslations("policySettings");
  const isInUse = ({ override: { pgProvider } }: SetOverride) =>
    pgProvider === null || pgsInUse.includes(pgProvider);
  const groups = [
    { title: t("pgsInUse"), of: overrides.filter(isInUse) },
    { title: t("otherPgs"), of: overrides.filter((set) => !isInUse(set)) },
  ].filter(({ of }) => of.length > 0);
  return (
    <section aria-labelledby="policy-settings">
      <h2 id="policy-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <div className="mb-4 max-w-[65ch]">
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
              groups.map(({ title, of }) => (
                <section key={title} aria-label={title} className="px-5 pt-3 pb-1">
                  <h3 className="text-xs font-semibold text-faint">{title}</h3>
                  <ul className="divide-y divide-line">
                    {of.map((override) => (
                      <OverrideRow
                        key={override.key}
                        set={override}
                        removeOverride={removeOverride}
                        signInHref={signInHref}
                      />
                    ))}
                  </ul>
                </section>
              ))
            )}
          </Card>
          <Card id="set-override" title={t("add")}>
            <div className="px-5 pt-2 pb-5">
              <OverrideForm pgsInUse={pgsInUse} setOverride={setOverride} signInHref={signInHref} />
            </div>
          </Card>
        </div>
      </ClientMessages>
    </section>
  );
}
