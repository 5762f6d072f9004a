import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupPage } from "@/components/auth/auth-pages";
import { needsSetUp } from "@/lib/auth/people";
import { AuthFrame } from "../auth-frame";
import { setUpAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("setup") };
}

export default async function Page() {
  return (
    <AuthFrame>
      <SetupPage isSetUp={!(await needsSetUp())} setUp={setUpAction} next="/payments" signInHref="/sign-in" />
    </AuthFrame>
  );
}
