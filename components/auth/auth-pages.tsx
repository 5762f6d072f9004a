// Forms of the pages before sign-in with their messages. The frame is shell/auth-shell.
import { ClientMessages } from "@/components/shell/client-messages";
import { type SetUp, SetupForm } from "./setup-form";
import { type SignIn, SignInForm } from "./sign-in-form";

export function SignInPage({ signIn, next }: { signIn: SignIn; next: string }) {
  return (
    <ClientMessages of="auth">
      <SignInForm signIn={signIn} next={next} />
    </ClientMessages>
  );
}

export function SetupPage(props: { setUp: SetUp; next: string; signInHref: string }) {
  return (
    <ClientMessages of="auth">
      <SetupForm {...props} />
    </ClientMessages>
  );
}
