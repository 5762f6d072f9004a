// The pages before signing in: the form in its frame of words. The frame around it is shell/entry-shell.
import { ClientMessages } from "@/components/shell/client-messages";
import { type SetUp, SetupForm } from "./setup-form";
import { type SignIn, SignInForm } from "./sign-in-form";

export function SignInPage({ signIn, next }: { signIn: SignIn; next: string }) {
  return (
    <ClientMessages room="auth">
      <SignInForm signIn={signIn} next={next} />
    </ClientMessages>
  );
}

export function SetupPage(props: { setUp: SetUp; next: string; signInHref: string }) {
  return (
    <ClientMessages room="auth">
      <SetupForm {...props} />
    </ClientMessages>
  );
}
