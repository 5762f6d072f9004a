"use client";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import type { Action } from "@/components/ui/action";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { DialogButtons } from "@/components/ui/dialog-buttons";
import { FormAlert } from "@/components/ui/form-alert";
import { RadioList } from "@/components/ui/segmented-control";
import { TextArea } from "@/components/ui/text-area";
import { type Refusal, useAction } from "@/components/ui/use-action";
import { approvalNoteLength, type WithdrawInput } from "@/lib/domain/approval/approval";
import type { DecideApprovalError } from "@/lib/domain/approval/approval-errors";
import { rejectionCodes } from "@/lib/domain/approval/approval-state";
import { voidDetail } from "@/lib/domain/approval/frozen-request";
import { textSchema } from "@/lib/domain/text-schema";
import type { ApprovalView } from "@/lib/domain/views/approval";
import type { ApprovalActions, DecisionOutcome } from "./approval-actions";
import { BasisChanges } from "./approval-history";

type SharedProps = {
  approval: ApprovalView;
  /** As shown on the card. */
  amount: string;
  onClose: () => void;
  /** Called with what was done. */
  onDone: (text: string) => void;
  onRefused: () => void;
  signInHref: string;
};
type DecideProps = SharedProps & { decide: NonNullable<ApprovalActions["decide"]> };

/** After these the request is another one, or none. */
const finalRefusals: readonly DecideApprovalError[] = [
  "approval-not-found",
  "not-waiting",
  "approval-changed",
  "not-permitted",
  "own-request",
  "already-approved",
  "request-void",
];

export function ApproveDialog(props: DecideProps) {
  const { approval, amount, decide, onClose, onDone, onRefused, signInHref } = props;
  const t = useTranslations("approvals");
  const { run, isPending, refusal } = useAction(decide);
  const { id: approvalId, revision, approvedBy, approversNeeded } = approval;
  const isLast = approvedBy.length + 1 >= approversNeeded;

  async function approve() {
    const outcome = await run({ approvalId, revision, decision: "approve" });
    if (outcome.kind === "done") onDone(doneText(outcome.value));
    if (outcome.kind === "refused") onRefused();
  }

  function doneText(done: DecisionOutcome): string {
    if (done.kind === "sent") return t("done.sent", { number: done.number });
    return t(done.kind === "manual-recorded" ? "done.manual" : "done.approved");
  }

  const isManual = approval.frozen.kind === "manual";
  const lastMeans = isManual ? "approveManual" : "approveSure";
  return (
    <ConfirmDialog
      title={t("approveTitle", { amount })}
      body={t(isLast ? lastMeans : "approveFirst", { amount, requester: approval.requesterName })}
      button={t("approve", { amount })}
      cancel={t("close")}
      isPending={isPending}
      alert={<DecisionAlert refusal={refusal} currency={approval.currency} signInHref={signInHref} />}
      isOver={refusal !== null && finalRefusals.some((code) => code === refusal.code)}
      onConfirm={() => void approve()}
      onClose={onClose}
    />
  );
}

const noteRule = { max: approvalNoteLength.max, tooLong: "note-too-long" } as const;
const rejection = z
  .object({ code: z.string().check(z.minLength(1, "code-missing")), note: textSchema(noteRule) })
  .check(
    z.refine(({ code, note }) => code !== "other" || note !== "", { path: ["note"], error: "note-missing" }),
  );

export function RejectDialog(props: DecideProps) {
  const { approval, amount, decide, onClose, onDone, onRefused, signInHref } = props;
  const t = useTranslations("approvals");
  const words = useTranslations("timeline");
  const note = useNoteProps();
  const { run, isPending, refusal } = useAction(decide);
  const { control, handleSubmit, formState } = useForm<z.infer<typeof rejection>>({
    resolver: standardSchemaResolver(rejection),
    defaultValues: { code: "", note: "" },
  });

  async function submit({ code, note: written }: z.infer<typeof rejection>) {
    const chosen = rejectionCodes.find((known) => known === code);
    if (chosen === undefined) return;
    const { id: approvalId, revision } = approval;
    const outcome = await run({ approvalId, revision, decision: "reject", code: chosen, note: written });
    if (outcome.kind === "done") onDone(t("done.rejected"));
    if (outcome.kind === "refused") onRefused();
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t("rejectTitle", { amount })}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-2 flex flex-col gap-4">
        <p className="text-sm text-muted">{t("rejectMeans")}</p>
        <RadioList
          control={control}
          name="code"
          legend={t("rejectionReason")}
          error={formState.errors.code && t("codeMissing")}
          choices={rejectionCodes.map((value) => ({ value, label: words(`rejection.${value}`) }))}
        />
        <TextArea control={control} name="note" {...note} isRequired={false} />
        <DecisionAlert refusal={refusal} currency={approval.currency} signInHref={signInHref} />
        <DialogButtons close={t("close")} submit={t("reject")} isPending={isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

const noteOf = {
  return: z.object({ note: textSchema({ ...noteRule, missing: "note-missing" }) }),
  withdraw: z.object({ note: textSchema(noteRule) }),
};

type DecisionNoteProps = SharedProps & {
  kind: keyof typeof noteOf;
  send: Action<WithdrawInput, DecisionOutcome | null, DecideApprovalError>;
};

export function DecisionNoteDialog(props: DecisionNoteProps) {
  const { approval, amount, kind, send, onClose, onDone, onRefused, signInHref } = props;
  const t = useTranslations("approvals");
  const note = useNoteProps();
  const { run, isPending, refusal } = useAction(send);
  const { control, handleSubmit } = useForm({
    resolver: standardSchemaResolver(noteOf[kind]),
    defaultValues: { note: "" },
  });

  async function submit({ note: written }: { note: string }) {
    const outcome = await run({ approvalId: approval.id, revision: approval.revision, note: written });
    if (outcome.kind === "done") onDone(t(kind === "return" ? "done.returned" : "done.withdrawn"));
    if (outcome.kind === "refused") onRefused();
  }

  return (
    <Dialog isOpen mayClose={!isPending} onClose={onClose} title={t(`${kind}Title`, { amount })}>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-2 flex flex-col gap-4">
        <p className="text-sm text-muted">{t(`${kind}Means`)}</p>
        <TextArea control={control} name="note" {...note} isRequired={kind === "return"} />
        <DecisionAlert refusal={refusal} currency={approval.currency} signInHref={signInHref} />
        <DialogButtons close={t("close")} submit={t(kind)} isPending={isPending} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function useNoteProps() {
  const t = useTranslations("approvals");
  const max = approvalNoteLength.max;
  return {
    label: t("note"),
    hint: t("noteHint"),
    max,
    countLabel: (count: number) => t("noteCount", { count: String(count), max: String(max) }),
    errorMessages: (code: string) =>
      code === "note-too-long" ? t("noteTooLong", { max: String(max) }) : t("noteMissing"),
  };
}

type DecisionAlertProps = {
  refusal: Refusal<DecideApprovalError> | null;
  currency: string;
  signInHref: string;
};

/** Says why nothing was done. A request that became void shows what people saw beside what is now. */
function DecisionAlert({ refusal, currency, signInHref }: DecisionAlertProps) {
  const t = useTranslations("approvals");
  const words = useTranslations("timeline");
  if (refusal?.code === "request-void") {
    const detail = voidDetail.safeParse(refusal.detail).data;
    return (
      <Callout kind="warn" role="alert" title={t("error.request-void")}>
        <p>
          {detail && words(`voidReason.${detail.code}`)} {t("voidMeans")}
        </p>
        <BasisChanges changes={detail?.changes ?? []} currency={currency} />
      </Callout>
    );
  }
  return (
    <FormAlert
      refusal={refusal}
      labels={(code: DecideApprovalError) => t(`error.${code}`)}
      signInHref={signInHref}
    />
  );
}
