"use client";
// After sign-in, the browser loads the next page from scratch, without any earlier state.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { signOutPath } from "@/components/shell/sign-out";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { buttonStyle, linkButtonStyle } from "@/components/ui/button-style";
import { Callout } from "@/components/ui/callout";
import { FormAlert } from "@/components/ui/form-alert";
import { EmailField, PasswordField } from "@/components/ui/person-fields";
import { useAction } from "@/components/ui/use-action";
import type { SecondStepWay } from "@/lib/domain/people/passkey";
import {
  type SignInError,
  type SignInInput,
  type SignInReason,
  signInInput,
} from "@/lib/domain/people/person";
import type { ProviderError } from "@/lib/domain/people/provider-sign-in";
import { PasskeySignIn, type PasskeySignInActions } from "./passkey-sign-in";
import { type CompleteSignIn, SecondStepForm } from "./second-step-form";
import { waitMessage } from "./wait-messages";

type SignIn = Action<SignInInput, { secondStep: readonly SecondStepWay[] }, SignInError>;

type SignInFormProps = {
  signIn: SignIn;
  completeSignIn: CompleteSignIn;
  passkey: PasskeySignInActions;
  /** Whether anybody has a passkey. */
  offersPasskeys: boolean;
  /** Address on this site. */
  next: string;
  /** Name of the person who is signed in already. */
  signedInAs: string | null;
  /** Why the page is shown; null for a person who opens the desk. */
  reason: SignInReason | null;
  /** The company's OpenID provider. Null: people sign in by password. */
  provider: SignInProvider | null;
};

type SignInProvider = {
  name: string;
  href: string;
  /** Only the emergency account may sign in by password. */
  isOnly: boolean;
  /** Why the last sign-in by the provider failed. */
  refused: ProviderError | null;
};

export function SignInForm({ signIn, completeSignIn, passkey, next, ...props }: SignInFormProps) {
  // The response to a sign-in renders the page again before the browser has left it.
  const [{ signedInAs, reason, provider, offersPasskeys }] = useState(props);
  const [secondStep, setSecondStep] = useState<readonly SecondStepWay[]>([]);
  if (signedInAs !== null)
    return (
      <div className="flex flex-col gap-4">
        {provider !== null && <ProviderRefusal {...provider} />}
        <AlreadySignedIn name={signedInAs} next={next} />
      </div>
    );
  if (secondStep.length > 0)
    return (
      <SecondStepForm
        ways={secondStep}
        completeSignIn={completeSignIn}
        passkey={passkey}
        next={next}
        onAgain={() => setSecondStep([])}
      />
    );
  const form = (
    <div className="flex flex-col gap-3">
      <PasswordForm signIn={signIn} next={next} provider={provider} onSecondStep={setSecondStep} />
      {offersPasskeys && <PasskeySignIn passkey={passkey} next={next} />}
    </div>
  );
  return (
    <div className="flex flex-col gap-4">
      <SignInHead reason={reason} next={next} provider={provider} />
      {provider === null ? form : <BesidePassword provider={provider}>{form}</BesidePassword>}
    </div>
  );
}

function SignInHead({ reason, next, provider }: Pick<SignInFormProps, "reason" | "next" | "provider">) {
  const t = useTranslations("auth");
  return (
    <>
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("signIn")}</h1>
        <p className="text-sm text-muted">{t(provider === null ? "signInHelp" : "provider.help")}</p>
      </div>
      {reason !== null && (
        <Callout kind="info" title={t(`reason.${reason}`)}>
          {reason === "session-ended" && next !== "/" && t("backAfter")}
        </Callout>
      )}
    </>
  );
}

/** The way by the provider first. Where it is the only one of most people, the password is closed away. */
function BesidePassword({ provider, children }: { provider: SignInProvider; children: ReactNode }) {
  const t = useTranslations("auth");
  return (
    <>
      <ProviderRefusal {...provider} />
      <a href={provider.href} className={linkButtonStyle("primary", "lg")}>
        {t("provider.button", { name: provider.name })}
      </a>
      {provider.isOnly ? (
        <details className="rounded-lg border border-line px-4 py-3">
          <summary className="cursor-pointer text-sm font-semibold">{t("provider.emergency")}</summary>
          <div className="mt-4">{children}</div>
        </details>
      ) : (
        <section aria-labelledby="by-password" className="flex flex-col gap-4 border-line border-t pt-4">
          <h2 id="by-password" className="text-sm font-semibold text-muted">
            {t("provider.byPassword")}
          </h2>
          {children}
        </section>
      )}
    </>
  );
}

function ProviderRefusal({ name, refused }: SignInProvider) {
  const t = useTranslations("auth");
  if (refused === null) return null;
  return <Callout kind="danger" role="alert" title={t(`provider.error.${refused}`, { name })} />;
}

function AlreadySignedIn({ name, next }: { name: string; next: string }) {
  const t = useTranslations("auth");
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-xl font-bold tracking-tight">{t("signedIn")}</h1>
        <p className="text-sm text-muted">{t("signedInAs", { name })}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <a href={next} className={linkButtonStyle("primary")}>
          {t("continue")}
        </a>
        <form method="post" action={signOutPath}>
          <button type="submit" className={buttonStyle("secondary")}>
            {t("signOut")}
          </button>
        </form>
      </div>
    </div>
  );
}

type PasswordFormProps = Pick<SignInFormProps, "signIn" | "next" | "provider"> & {
  onSecondStep: (ways: readonly SecondStepWay[]) => void;
};

function PasswordForm({ signIn, next, provider, onSecondStep }: PasswordFormProps) {
  const t = useTranslations("auth");
  const common = useTranslations("common");
  const { run, isPending, refusal } = useAction(signIn);
  const { control, handleSubmit, setFocus } = useForm<SignInInput>({
    resolver: standardSchemaResolver(signInInput),
    defaultValues: { email: "", password: "" },
  });

  async function submit(input: SignInInput) {
    const outcome = await run(input);
    if (outcome.kind === "refused") setFocus("password", { shouldSelect: true });
    if (outcome.kind !== "done") return;
    if (outcome.value.secondStep.length > 0) onSecondStep(outcome.value.secondStep);
    else window.location.assign(next);
  }

  return (
    <form noValidate onSubmit={handleSubmit(submit)} className="flex flex-col gap-4">
      <EmailField control={control} name="email" isOwn />
      <PasswordField control={control} name="password" kind="current" />
      <FormAlert
        refusal={refusal}
        labels={(code: SignInError, detail) => t(`error.${code}`, { wait: waitMessage(t, detail) })}
      />
      <Button
        type="submit"
        variant={provider === null ? "primary" : "secondary"}
        size="lg"
        isPending={isPending}
        pendingLabel={common("working")}
      >
        {t("signInButton")}
      </Button>
    </form>
  );
}
