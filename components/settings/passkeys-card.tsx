"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { optionalPart } from "@/components/ui/optional-part";
import { Time } from "@/components/ui/time";
import { useAction } from "@/components/ui/use-action";
import type { PasskeyError, PasskeyRow } from "@/lib/domain/people/passkey";
import type { PasskeyActions } from "./passkey-actions";

const AddPasskeyForm = optionalPart(
  dynamic(() => import("./add-passkey-form").then((file) => file.AddPasskeyForm)),
);

export type PasskeysCardProps = {
  passkeys: readonly PasskeyRow[];
  /** Whether browsers have passkeys at the address of the desk. */
  mayAdd: boolean;
  /** Whether the person signs in by them too. A person without a password of the desk only confirms. */
  signsIn: boolean;
  /** Of the device and its browser. */
  suggestedName: string;
  actions: PasskeyActions;
  signInHref: string;
};

type Step = { kind: "add" } | { kind: "remove"; passkey: PasskeyRow } | null;

export function PasskeysCard({
  passkeys,
  mayAdd,
  signsIn,
  suggestedName,
  actions,
  signInHref,
}: PasskeysCardProps) {
  const t = useTranslations("passkeys");
  const router = useRouter();
  const [step, setStep] = useState<Step>(null);
  const [news, setNews] = useState("");

  function end(text: string) {
    setStep(null);
    setNews(text);
    router.refresh();
  }

  return (
    <Card id="passkeys" title={t("title")}>
      <div className="flex flex-col items-start gap-3 px-5 pt-1 pb-5">
        <p className="text-sm text-muted">{t(signsIn ? "body" : "bodyConfirms")}</p>
        {passkeys.length > 0 && (
          <ul className="flex w-full flex-col divide-y divide-line">
            {passkeys.map((passkey) => (
              <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-2 py-2.5">
                <div className="min-w-0">
                  <p className="font-semibold wrap-anywhere">{passkey.name}</p>
                  <p className="text-sm text-muted">
                    {t("added")} <Time at={passkey.createdAt} isExact /> · {t("lastUsed")}{" "}
                    {passkey.lastUsedAt === null ? t("neverUsed") : <Time at={passkey.lastUsedAt} />}
                  </p>
                </div>
                <Button
                  size="sm"
                  aria-label={t("removeOf", { name: passkey.name })}
                  onPress={() => setStep({ kind: "remove", passkey })}
                >
                  {t("remove")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div role="status" className="empty:hidden">
          {news !== "" && <Callout kind="success" title={news} />}
        </div>
        {mayAdd ? (
          <Button onPress={() => setStep({ kind: "add" })}>{t("add")}</Button>
        ) : (
          <Callout kind="warn" title={t("notHere")} />
        )}
      </div>
      {step?.kind === "add" && (
        <Dialog isOpen mayClose onClose={() => setStep(null)} title={t("add")}>
          <div className="mt-3">
            <AddPasskeyForm
              begin={actions.begin}
              add={actions.add}
              suggestedName={suggestedName}
              onDone={() => end(t("nowAdded"))}
              signInHref={signInHref}
            />
          </div>
        </Dialog>
      )}
      {step?.kind === "remove" && (
        <RemovePasskey
          passkey={step.passkey}
          remove={actions.remove}
          onRemoved={() => end(t("removed", { name: step.passkey.name }))}
          onClose={() => setStep(null)}
          signInHref={signInHref}
        />
      )}
    </Card>
  );
}

type RemovePasskeyProps = Pick<PasskeyActions, "remove"> & {
  passkey: PasskeyRow;
  onRemoved: () => void;
  onClose: () => void;
  signInHref: string;
};

function RemovePasskey({
  passkey: { id, name },
  remove,
  onRemoved,
  onClose,
  signInHref,
}: RemovePasskeyProps) {
  const t = useTranslations("passkeys");
  const { run, isPending, refusal } = useAction(remove);

  async function confirm() {
    if ((await run({ id })).kind === "done") onRemoved();
  }

  return (
    <ConfirmDialog
      title={t("removeTitle", { name })}
      body={t("removeBody")}
      button={t("remove")}
      cancel={t("close")}
      isPending={isPending}
      alert={
        <FormAlert
          refusal={refusal}
          labels={(code: PasskeyError) => t(`error.${code}`)}
          signInHref={signInHref}
        />
      }
      onConfirm={() => void confirm()}
      onClose={onClose}
    />
  );
}
