import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotifySwitch } from "@/components/notifications/notify-switch";
import { AccountPage } from "@/components/settings/account-page";
import { page } from "@/lib/auth/entry";
import { hasPassword, ownSessions } from "@/lib/auth/people";
import { enteredOrRedirect } from "@/lib/auth/session";
import { signInPath } from "@/lib/domain/next-path";
import { keysAreOff } from "../../appearance";
import { setKeys } from "../../preferences";
import {
  changePasswordAction,
  confirmSecondFactorAction,
  endSession,
  removeSecondFactorAction,
  renewRecoveryCodesAction,
  startSecondFactorAction,
} from "./actions";

const secondFactorActions = {
  start: startSecondFactorAction,
  confirm: confirmSecondFactorAction,
  renewRecoveryCodes: renewRecoveryCodesAction,
  remove: removeSecondFactorAction,
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function Page() {
  const actor = await page("account:manage");
  const { name, role } = actor;
  const person = await enteredOrRedirect();
  return (
    <AccountPage
      person={{ name, role, email: person.email }}
      changePassword={(await hasPassword(actor)) ? changePasswordAction : null}
      secondFactor={{ state: person.secondFactor, actions: secondFactorActions }}
      sessions={{ sessions: await ownSessions(person), endSession }}
      notifySwitch={<NotifySwitch />}
      keys={{ isOff: await keysAreOff(), setKeys }}
      signInHref={signInPath("/account")}
    />
  );
}
