// Converts the typed values of the form of a channel of alerts.
import type { AlertKind } from "@/lib/domain/alerts/alert";
import {
  type ChannelLocale,
  type ChannelType,
  type ListedChannel,
  type SaveChannelInput,
  saveChannelInput,
} from "@/lib/domain/alerts/channel";
import { readAmount, writeAmount } from "@/lib/domain/parse-amount";
import { err, ok, type Result } from "@/lib/domain/result";

export type ChannelValues = {
  name: string;
  type: ChannelType;
  /** Empty keeps the address of a known channel. */
  address: string;
  locale: ChannelLocale;
  kinds: AlertKind[];
  amount: string;
  currency: string;
  isQuiet: boolean;
  /** Minutes of the day in Asia/Seoul. */
  quietFrom: string;
  quietTo: string;
  isActive: boolean;
};

export type ChannelField = "name" | "address" | "kinds" | "amount";
export type ChannelProblem = { field: ChannelField; code: string };

/** Of a new channel: what stops money or hides it. */
const usualKinds: AlertKind[] = [
  "refund-failed",
  "refund-undecided",
  "refund-stuck",
  "emergency-refund",
  "discrepancy",
  "payout-failed",
  "dead-letter",
  "secret-refused",
  "webhooks-silent",
  "audit-broken",
];
const usualCurrency = "KRW";
const night = { from: 22 * 60, to: 8 * 60 };

export function channelValues(channel: ListedChannel | null, locale: ChannelLocale): ChannelValues {
  const { from, to } = channel?.quiet ?? night;
  const threshold = channel?.amountFrom ?? null;
  return {
    name: channel?.name ?? "",
    type: channel?.type ?? "slack",
    address: "",
    locale: channel?.locale ?? locale,
    kinds: channel?.kinds ?? usualKinds,
    amount: threshold === null ? "" : writeAmount(threshold.amount, threshold.currency),
    currency: threshold?.currency ?? usualCurrency,
    isQuiet: channel?.quiet != null,
    quietFrom: String(from),
    quietTo: String(to),
    isActive: channel?.isActive ?? true,
  };
}

/** Returns the input, or the first field that is wrong. */
export function readChannel(
  values: ChannelValues,
  channel: ListedChannel | null,
): Result<SaveChannelInput, "channel-unreadable", ChannelProblem> {
  const amount = values.amount.trim() === "" ? null : readAmount(values.amount, values.currency);
  if (amount?.ok === false) return wrong("amount", amount.error.code);
  const parsed = saveChannelInput.safeParse({
    ...(channel !== null && { id: channel.id }),
    revision: channel?.revision ?? 0,
    name: values.name,
    type: values.type,
    address: channel !== null && values.address.trim() === "" ? null : values.address,
    locale: values.locale,
    kinds: values.kinds,
    amountFrom: amount === null ? null : { amount: amount.value, currency: values.currency },
    quiet: values.isQuiet ? { from: Number(values.quietFrom), to: Number(values.quietTo) } : null,
    isActive: values.isActive,
  });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return wrong(fieldOf(String(issue?.path[0])), issue?.message ?? "");
}

function fieldOf(path: string): ChannelField {
  return path === "address" || path === "kinds" || path === "name" ? path : "amount";
}

function wrong(field: ChannelField, code: string) {
  return err("channel-unreadable" as const, { field, code });
}
