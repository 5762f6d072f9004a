import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { linkButtonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { page } from "@/lib/auth/entry";
import { signedInOrRedirect } from "@/lib/auth/session";
import { appContext } from "@/lib/context";
import { confirmByProviderPath } from "@/lib/domain/next-path";
import { providerErrors } from "@/lib/domain/people/provider-sign-in";
import { AuthFrame } from "../auth-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirmation"))("title") };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string | string[] }>;
}) {
  await page("account:manage");
  const { refused } = await searchParams;
  const { isConfirmed } = await signedInOrRedirect();
  const reason = providerErrors.find((code) => code === refused);
  const isDone = isConfirmed && reason === undefined;
  const t = await getTranslations("confirmation");
  const auth = await getTranslations("auth");
  const name = appContext().env.signInProvider?.name ?? "";
  return (
    <AuthFrame>
      <div className="flex flex-col items-start gap-4">
        <h1 className="text-xl font-bold tracking-tight">
          {t(isDone ? "confirmed.title" : "confirmed.notTitle")}
        </h1>
        {reason !== undefined && (
          <Callout kind="danger" role="alert" title={auth(`provider.error.${reason}`, { name })} />
        )}
        <p className="text-sm text-muted">{t(isDone ? "confirmed.body" : "confirmed.notBody")}</p>
        {!isDone && (
          <a href={confirmByProviderPath} className={linkButtonStyle("primary")}>
            {t("confirmed.again")}
          </a>
        )}
      </div>
    </AuthFrame>
  );
}
