import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecondFactorPage } from "@/components/settings/second-factor-page";
import { page } from "@/lib/auth/entry";
import { passkeysWork } from "@/lib/auth/passkeys";
import { deviceOfRequest } from "@/lib/auth/people";
import { appContext } from "@/lib/context";
import { nextPath, signInPath } from "@/lib/domain/next-path";
import {
  addPasskeyAction,
  beginPasskeyAction,
  confirmByPasswordAction,
  confirmSecondFactorAction,
  startSecondFactorAction,
} from "../(desk)/account/actions";
import { AuthFrame } from "../auth-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("secondFactor"))("pageTitle") };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { name } = await page("account:manage");
  const next = nextPath((await searchParams).next);
  return (
    <AuthFrame>
      <SecondFactorPage
        name={name}
        start={startSecondFactorAction}
        confirm={confirmSecondFactorAction}
        passkey={
          passkeysWork(appContext().env.deskUrl)
            ? {
                confirm: confirmByPasswordAction,
                begin: beginPasskeyAction,
                add: addPasskeyAction,
                suggestedName: await deviceOfRequest(),
              }
            : null
        }
        next={next}
        signInHref={signInPath(next)}
      />
    </AuthFrame>
  );
}
