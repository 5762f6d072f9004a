import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useRoleMeaning, useRoleName } from "@/components/labels/role-labels";
import { ClientMessages } from "@/components/shell/client-messages";
import { KeysSwitch } from "@/components/shell/preferences";
import { Card } from "@/components/ui/card";
import { UnlessDeskUpdated } from "@/components/ui/desk-updated-notice";
import { Facts } from "@/components/ui/facts";
import { PageHeading } from "@/components/ui/page-heading";
import { may, type Role } from "@/lib/domain/people/permissions";
import type { SecondFactorState } from "@/lib/domain/people/second-factor";
import { type ChangePassword, ChangePasswordForm } from "./change-password-form";
import { PasskeysCard, type PasskeysCardProps } from "./passkeys-card";
import { PersonalAlertsCard, type PersonalAlertsCardProps } from "./personal-alerts-card";
import type { SecondFactorActions } from "./second-factor-actions";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard, type SessionsCardProps } from "./sessions-card";

type AccountPageProps = {
  person: { name: string; email: string; role: Role };
  /** Null: the person has no password of the desk. */
  changePassword: ChangePassword | null;
  secondFactor: { state: SecondFactorState; actions: SecondFactorActions };
  /** Null: browsers have none at the address of the desk. */
  passkeys: Omit<PasskeysCardProps, "signInHref"> | null;
  sessions: SessionsCardProps;
  notifySwitch: ReactNode;
  /** Null: mail is not set up, or the person is told nothing. */
  alerts: PersonalAlertsCardProps | null;
  keys: { isOff: boolean; setKeys: (form: FormData) => Promise<void> };
  signInHref: string;
};

export function AccountPage(props: AccountPageProps) {
  const { person, changePassword, secondFactor, passkeys, sessions, notifySwitch, alerts, keys, signInHref } =
    props;
  const t = useTranslations("account");
  const common = useTranslations("common");
  const nameOf = useRoleName();
  const meaningOf = useRoleMeaning();
  const hasPasskey = (passkeys?.passkeys.length ?? 0) > 0;
  const mayWait = may(person.role, "refunds:request");
  return (
    <div className="max-w-160">
      <PageHeading title={t("title")} />
      <div className="flex flex-col gap-5">
        <Card>
          <div className="px-5 py-4">
            <Facts
              facts={[
                { label: common("name"), value: person.name },
                { label: common("email"), value: person.email },
                {
                  label: t("role"),
                  value: `${nameOf(person.role)} · ${meaningOf(person.role)}`,
                },
              ]}
            />
          </div>
        </Card>
        <Card id="keys" title={t("keys")}>
          <div className="flex flex-col gap-3 px-5 pt-1 pb-5">
            <p className="text-sm text-muted">{t("keysBody")}</p>
            <UnlessDeskUpdated>
              <KeysSwitch {...keys} />
            </UnlessDeskUpdated>
          </div>
        </Card>
        <ClientMessages of="account">
          {mayWait && (
            <Card id="notify" title={t("notify")}>
              <div className="flex flex-col gap-3 px-5 pt-1 pb-5">
                <p className="text-sm text-muted">{t("notifyBody")}</p>
                {notifySwitch}
              </div>
            </Card>
          )}
          {alerts !== null && <PersonalAlertsCard {...alerts} signInHref={signInHref} />}
          <SessionsCard {...sessions} />
          {changePassword !== null && (
            <SecondFactorCard {...secondFactor} hasPasskey={hasPasskey} signInHref={signInHref} />
          )}
          {passkeys !== null && <PasskeysCard {...passkeys} signInHref={signInHref} />}
          {changePassword !== null && (
            <Card id="change-password" title={t("changePassword")}>
              <div className="px-5 pt-3 pb-5">
                <ChangePasswordForm changePassword={changePassword} next={null} signInHref={signInHref} />
              </div>
            </Card>
          )}
        </ClientMessages>
      </div>
    </div>
  );
}
