// Section of the settings with the rules of approval.
import { useLocale, useTranslations } from "next-intl";
import { pgName } from "@/components/labels/pg-names";
import { useRoleName } from "@/components/labels/role-labels";
import { ClientMessages } from "@/components/shell/client-messages";
import type { ApprovalSettings } from "@/lib/domain/approval/approval";
import { methodTypes } from "@/lib/domain/payment/payment-method";
import type { Role } from "@/lib/domain/people/permissions";
import type { ListedRule } from "@/lib/domain/views/approval";
import type { ApprovalRuleActions } from "./approval-rule-actions";
import { ApprovalRulesCard } from "./approval-rules-card";
import { ApprovalSettingsForm } from "./approval-settings-form";

type ApprovalSettingsProps = ApprovalRuleActions & {
  rules: readonly ListedRule[];
  settings: ApprovalSettings;
  /** Of the stored payments. */
  pgs: readonly string[];
  currencies: readonly string[];
  roles: readonly Role[];
  people: readonly { id: string; name: string }[];
  signInHref: string;
};

export function ApprovalSettingsSection(props: ApprovalSettingsProps) {
  const { rules, settings, pgs, currencies, roles, people, saveSettings, signInHref, ...actions } = props;
  const t = useTranslations("approvalRules");
  const payment = useTranslations("payment");
  const locale = useLocale();
  const nameOf = useRoleName();
  const choices = {
    methods: methodTypes.map((value) => ({ value, label: payment(`method.${value}`) })),
    pgs: pgs.map((value) => ({ value, label: pgName(value, locale) })),
    currencies: [...currencies].sort(),
    requesters: [
      ...roles.map((role) => ({ value: `role:${role.id}`, label: t("roleOf", { role: nameOf(role) }) })),
      ...people.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
    ],
  };
  return (
    <section aria-labelledby="approval-settings" className="mb-8">
      <h2 id="approval-settings" className="text-lg font-bold">
        {t("title")}
      </h2>
      <p className="mb-4 max-w-[65ch] text-muted">{t("intro")}</p>
      <ClientMessages of="approvalSettings">
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <ApprovalRulesCard rules={rules} choices={choices} {...actions} signInHref={signInHref} />
          <ApprovalSettingsForm settings={settings} saveSettings={saveSettings} signInHref={signInHref} />
        </div>
      </ClientMessages>
    </section>
  );
}
