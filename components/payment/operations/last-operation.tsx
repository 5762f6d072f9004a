// How the last act of a kind stands: its state, what PortOne or the PG said, who asked for it and when.
import { useTranslations } from "next-intl";
import { Callout, type CalloutKind } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { ActState } from "@/lib/domain/refund/operation";
import type { ActView } from "@/lib/domain/views/refund";
import { useActWords } from "./operation-labels";

const looks: Record<ActState, CalloutKind> = {
  open: "progress",
  done: "success",
  refused: "warn",
  overtaken: "warn",
  "not-done": "warn",
};

export function LastAct({ act }: { act: ActView }) {
  const t = useTranslations("acts");
  const words = useActWords(act.kind);
  const { answer } = act;
  return (
    <div className="w-full">
      <Callout kind={looks[act.state]} title={words.states[act.state].title}>
        <p>{words.states[act.state].body}</p>
        {answer?.kind === "refused" && <p>{words.refused[answer.type] ?? answer.message}</p>}
        {answer?.kind === "pg-refused" && act.state !== "done" && (
          <p>
            {words.saidByPg} “{answer.pgMessage}” {answer.pgCode}
          </p>
        )}
        <p className="mt-1 text-xs">
          {t("askedBy", { actor: act.actorName })} · <Time at={act.endedAt ?? act.startedAt} style="second" />
        </p>
      </Callout>
    </div>
  );
}
