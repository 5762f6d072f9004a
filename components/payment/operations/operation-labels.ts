// The labels of an operation's dialog and outcome, by its kind.
import { useTranslations } from "next-intl";
import {
  type OperationKind,
  type OperationRefusal,
  type OperationState,
  operationRefusals,
  operationStates,
} from "@/lib/domain/refund/operation";

const errors = [
  "not-waiting-for-deposit",
  "no-receipt",
  "cancellation-not-pending",
  "operation-open",
  "operation-done",
  "payment-not-found",
  "portone-unreachable",
  "request-id-reused",
] as const satisfies readonly OperationRefusal[];

/** Returns every label of an operation of this kind. */
export function useOperationLabels(kind: OperationKind) {
  const t = useTranslations("operations");
  return {
    title: t(`${kind}.confirm`),
    will: t(`${kind}.will`),
    final: t(`${kind}.final`),
    button: t(`${kind}.button`),
    working: t("working"),
    goBack: t("goBack"),
    close: t("close"),
    sendAgain: t("sendAgain"),
    noAnswer: t("noAnswer"),
    saidByPg: t("saidByPg"),
    states: record(operationStates, (state: OperationState) => ({
      title: t(`state.${state}`),
      body: t(`${kind}.${state}`),
    })),
    /** By the type of PortOne's refusal. */
    refused: record(refusedTypes(kind), (type) => t(`refused.${type}`)) as Partial<Record<string, string>>,
    errors: record(errors, (code) => t(`error.${code}`)),
  };
}

type RefusedType = { [Kind in OperationKind]: keyof (typeof operationRefusals)[Kind] }[OperationKind];

function refusedTypes(kind: OperationKind): RefusedType[] {
  return Object.keys(operationRefusals[kind]) as RefusedType[];
}

function record<Key extends string, Value>(
  keys: readonly Key[],
  labelsOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, labelsOf(key)])) as Record<Key, Value>;
}
