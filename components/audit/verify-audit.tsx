"use client";
// Verifies the whole chain, and says what is wrong first.
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { FormAlert } from "@/components/ui/form-alert";
import { seoulTime } from "@/components/ui/format-seoul-time";
import { useAction } from "@/components/ui/use-action";
import type { AuditFault, AuditProof } from "@/lib/domain/audit/audit-fault";
import type { VerifyAuditAction } from "./audit-tools";

type VerifyAuditProps = { verify: VerifyAuditAction; signInHref: string };

export function VerifyAudit(props: VerifyAuditProps) {
  const t = useTranslations("auditTools.verify");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onPress={() => setOpen(true)}>
        {t("title")}
      </Button>
      {isOpen && <VerifyDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function VerifyDialog({ verify, signInHref, onClose }: VerifyAuditProps & { onClose: () => void }) {
  const t = useTranslations("auditTools.verify");
  const { run, isPending, refusal } = useAction(verify);
  const [proof, setProof] = useState<AuditProof | null>(null);

  async function start() {
    setProof(null);
    const outcome = await run(undefined);
    if (outcome.kind === "done") setProof(outcome.value);
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t("title")}>
      <div className="mt-3 flex flex-col gap-3">
        <p className="text-muted">{t("explanation")}</p>
        {proof !== null && <Result proof={proof} />}
        {refusal !== null && <FormAlert refusal={refusal} labels={(code) => code} signInHref={signInHref} />}
      </div>
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button size="lg" isDisabled={isPending} onPress={onClose}>
          {t("close")}
        </Button>
        <Button variant="primary" size="lg" isPending={isPending} onPress={() => void start()} takesFocus>
          {t("start")}
        </Button>
      </div>
    </Dialog>
  );
}

function Result({ proof: { position, fault, lastCheckpointAt } }: { proof: AuditProof }) {
  const t = useTranslations("auditTools.verify");
  const locale = useLocale();
  const faultText = useFaultText();
  if (fault !== null)
    return (
      <Callout kind="danger" role="alert" title={t("broken")}>
        <p>{faultText(fault)}</p>
        <p>{t("next")}</p>
      </Callout>
    );
  const at = lastCheckpointAt && `${seoulTime(lastCheckpointAt, "second", locale)} KST`;
  return (
    <Callout kind="success" role="status" title={t("fine", { count: position.toLocaleString("en") })}>
      {at ? t("lastCheckpoint", { at }) : t("noCheckpoint")}
    </Callout>
  );
}

function useFaultText(): (fault: AuditFault) => string {
  const t = useTranslations("auditTools.verify");
  const locale = useLocale();
  return (fault) => {
    switch (fault.kind) {
      case "outside":
        return t("outside", { seq: String(fault.seq) });
      case "changed":
      case "missing":
      case "reordered":
        return t(fault.kind, { position: fault.position.toLocaleString("en") });
      case "truncated":
      case "rewritten":
      case "unsigned": {
        const { checkpoint } = fault;
        const at = `${seoulTime(checkpoint.at, "second", locale)} KST`;
        if (fault.kind === "unsigned") return t("unsigned", { at, key: checkpoint.key });
        return t(fault.kind, { at, position: checkpoint.position.toLocaleString("en") });
      }
    }
  };
}
