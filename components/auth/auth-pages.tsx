// The pages before signing in: the form in its frame of words. The frame around it is shell/entry-shell.
import { ClientWords } from "@/components/shell/client-messages";
import { type SetUp, SetupForm } from "./setup-form";
import { type SignIn, SignInForm } from "./sign-in-form";

export function SignInPage({ signIn, next }: { signIn: SignIn; next: string }) {
  return (
    <ClientWords room="entry">
      <SignInForm signIn={signIn} next={next} />
    </ClientWords>
  );
}

export function SetupPage(props: { setUp: SetUp; next: string; signInHref: string }) {
  return (
    <ClientWords room="entry">
      <SetupForm {...props} />
    </ClientWords>
  );
}
