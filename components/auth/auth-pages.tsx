// Forms of the pages before sign-in with their messages. The frame is shell/auth-shell.
import type { ComponentProps } from "react";
import { ClientMessages } from "@/components/shell/client-messages";
import { InvitationForm } from "./invitation-form";
import { SetupForm } from "./setup-form";
import { SignInForm } from "./sign-in-form";

export function SignInPage(props: ComponentProps<typeof SignInForm>) {
  return (
    <ClientMessages of="auth">
      <SignInForm {...props} />
    </ClientMessages>
  );
}

export function SetupPage(props: ComponentProps<typeof SetupForm>) {
  return (
    <ClientMessages of="auth">
      <SetupForm {...props} />
    </ClientMessages>
  );
}

export function InvitationPage(props: ComponentProps<typeof InvitationForm>) {
  return (
    <ClientMessages of="auth">
      <InvitationForm {...props} />
    </ClientMessages>
  );
}
