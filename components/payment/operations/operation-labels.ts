// Every word of an act's dialog, put together on the server.
import { useTranslations } from "next-intl";
import {
  type ActKind,
  type ActRefusal,
  type ActState,
  actRefusals,
  actStates,
} from "@/lib/domain/refund/operation";
import type { ActWords } from "./operation-offer";

const errors = [
  "not-waiting-for-deposit",
  "no-receipt",
  "cancellation-not-pending",
  "act-open",
  "act-done",
  "payment-not-found",
  "portone-unreachable",
  "request-id-reused",
] as const satisfies readonly ActRefusal[];

export function useActWords(kind: ActKind): ActWords {
  const t = useTranslations("acts");
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
    states: record(actStates, (state: ActState) => ({
      title: t(`state.${state}`),
      body: t(`${kind}.${state}`),
    })),
    refused: record(refusedTypes(kind), (type) => t(`refused.${type}`)),
    errors: record(errors, (code) => t(`error.${code}`)),
  };
}

type RefusedType = { [Kind in ActKind]: keyof (typeof actRefusals)[Kind] }[ActKind];

function refusedTypes(kind: ActKind): RefusedType[] {
  return Object.keys(actRefusals[kind]) as RefusedType[];
}

function record<Key extends string, Value>(
  keys: readonly Key[],
  wordsOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, wordsOf(key)])) as Record<Key, Value>;
}
