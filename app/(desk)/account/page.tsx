import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotifySwitch } from "@/components/notifications/notify-switch";
import { AccountPage } from "@/components/settings/account-page";
import { page } from "@/lib/auth/entry";
import { ownPasskeys, passkeysWork } from "@/lib/auth/passkeys";
import { deviceOfRequest, hasPassword, ownSessions } from "@/lib/auth/people";
import { enteredOrRedirect } from "@/lib/auth/session";
import { appContext } from "@/lib/context";
import { personalAlertsOf } from "@/lib/db/queries/personal-alerts";
import { signInPath } from "@/lib/domain/next-path";
import { may } from "@/lib/domain/people/permissions";
import { keysAreOff } from "../../appearance";
import { setKeys } from "../../preferences";
import {
  addPasskeyAction,
  beginPasskeyAction,
  changePasswordAction,
  confirmSecondFactorAction,
  endSession,
  removePasskeyAction,
  removeSecondFactorAction,
  renewRecoveryCodesAction,
  saveAlertsAction,
  startSecondFactorAction,
} from "./actions";

const secondFactorActions = {
  start: startSecondFactorAction,
  confirm: confirmSecondFactorAction,
  renewRecoveryCodes: renewRecoveryCodesAction,
  remove: removeSecondFactorAction,
};

const passkeyActions = { begin: beginPasskeyAction, add: addPasskeyAction, remove: removePasskeyAction };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function Page() {
  const actor = await page("account:manage");
  const { name, role } = actor;
  const person = await enteredOrRedirect();
  const { deskUrl, signInProvider } = appContext().env;
  const ownsPassword = await hasPassword(actor);
  const mayAdd = passkeysWork(deskUrl);
  const passkeys = await ownPasskeys(actor);
  const mayHavePasskeys = ownsPassword || signInProvider?.passkeysConfirm === true;
  const mayApprove = may(role, "refunds:approve");
  const mayRequest = may(role, "refunds:request");
  return (
    <AccountPage
      person={{ name, role, email: person.email }}
      changePassword={ownsPassword ? changePasswordAction : null}
      secondFactor={{ state: person.secondFactor, actions: secondFactorActions }}
      passkeys={
        mayHavePasskeys && (mayAdd || passkeys.length > 0)
          ? {
              mayAdd,
              signsIn: ownsPassword,
              passkeys,
              suggestedName: await deviceOfRequest(),
              actions: passkeyActions,
            }
          : null
      }
      sessions={{ sessions: await ownSessions(person), endSession }}
      notifySwitch={<NotifySwitch />}
      alerts={
        appContext().mailer !== null && (mayApprove || mayRequest)
          ? {
              chosen: await personalAlertsOf(appContext().database.db, actor.id),
              mayApprove,
              mayRequest,
              saveAlerts: saveAlertsAction,
            }
          : null
      }
      keys={{ isOff: await keysAreOff(), setKeys }}
      signInHref={signInPath("/account")}
    />
  );
}
