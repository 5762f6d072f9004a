import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPasswordPage } from "@/components/settings/new-password-page";
import { page } from "@/lib/auth/entry";
import { signedInOrRedirect } from "@/lib/auth/session";
import { nextPath, signInPath } from "@/lib/domain/next-path";
import { changePasswordAction } from "../(desk)/account/actions";
import { AuthFrame } from "../auth-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("setTitle") };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { name } = await page("account:manage");
  const { mustChangePassword } = await signedInOrRedirect();
  const next = nextPath((await searchParams).next);
  return (
    <AuthFrame>
      <NewPasswordPage
        name={name}
        isTemporary={mustChangePassword}
        changePassword={changePasswordAction}
        next={next}
        signInHref={signInPath(next)}
      />
    </AuthFrame>
  );
}
