// How the last operation of a kind stands: its state, what PortOne or the PG said, who asked for it and when.
import { useTranslations } from "next-intl";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { OperationState } from "@/lib/domain/refund/operation";
import type { OperationView } from "@/lib/domain/views/refund";
import { useOperationLabels } from "./operation-labels";

const calloutKinds: Record<OperationState, CalloutKind> = {
  open: "progress",
  done: "success",
  refused: "warn",
  overtaken: "warn",
  "not-done": "warn",
};

export function LastOperation({ operation }: { operation: OperationView }) {
  const t = useTranslations("operations");
  const labels = useOperationLabels(operation.kind);
  const { answer } = operation;
  return (
    <div className="w-full">
      <Callout kind={calloutKinds[operation.state]} title={labels.states[operation.state].title}>
        <p>{labels.states[operation.state].body}</p>
        {answer?.kind === "refused" && <p>{labels.refused[answer.type] ?? answer.message}</p>}
        {answer?.kind === "pg-refused" && operation.state !== "done" && (
          <p>
            {labels.saidByPg} “{answer.pgMessage}” {answer.pgCode}
          </p>
        )}
        <p className="mt-1 text-xs">
          {t("askedBy", { actor: operation.actorName })} ·{" "}
          <Time at={operation.endedAt ?? operation.startedAt} style="second" />
        </p>
      </Callout>
    </div>
  );
}
