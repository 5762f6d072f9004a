import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationPage } from "@/components/auth/auth-pages";
import { AuthFrame } from "../auth-frame";
import { acceptInvitationAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("invitation.title") };
}

export default async function Page() {
  return (
    <AuthFrame>
      <InvitationPage acceptInvitation={acceptInvitationAction} signInHref="/sign-in" />
    </AuthFrame>
  );
}
