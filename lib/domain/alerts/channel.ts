// A channel of alerts as it is typed and as it is shown.
import * as z from "zod/mini";
import { minorUnitDigits } from "../money";
import { lineSchema } from "../text-schema";
import { type AlertKind, type AnyAlertKind, alertKinds } from "./alert";

export const alertChannelTypes = ["slack", "jandi", "teams", "webhook", "mail"] as const;
export type ChannelType = (typeof alertChannelTypes)[number];

export const channelLocales = ["ko", "en"] as const;
export type ChannelLocale = (typeof channelLocales)[number];

export const mostChannels = 30;
const mostAddress = 2_000;
const minuteOfDay = z.int().check(z.gte(0), z.lte(24 * 60 - 1));
/** Of the channel as it was shown, so that nobody overwrites a change that they have not seen. */
const revision = z.int().check(z.gte(0), z.lte(1_000_000_000));

type AddressProblem =
  | "address-missing"
  | "address-too-long"
  | "address-not-web"
  | "address-not-https"
  | "address-not-mail";

export const saveChannelInput = z
  .object({
    /** Absent for a new channel. */
    id: z.optional(z.uuid()),
    revision,
    name: lineSchema({ max: 40, tooLong: "name-too-long", missing: "name-missing" }),
    type: z.enum(alertChannelTypes),
    /** Null keeps the stored address, which no screen shows in full. */
    address: z.nullable(z.string().check(z.maxLength(mostAddress, "address-too-long"), z.trim())),
    locale: z.enum(channelLocales),
    kinds: z.array(z.enum(alertKinds)).check(z.minLength(1, "kinds-missing"), z.maxLength(alertKinds.length)),
    /** Alerts with a smaller amount of this currency are left out. */
    amountFrom: z.nullable(
      z.object({
        amount: z.int().check(z.gte(0), z.lte(1_000_000_000_000_000, "amount-too-large")),
        currency: z.string().check(z.refine((one) => minorUnitDigits(one) !== null)),
      }),
    ),
    /** Minutes of the day in Asia/Seoul. */
    quiet: z.nullable(z.object({ from: minuteOfDay, to: minuteOfDay })),
    isActive: z.boolean(),
  })
  .check(
    z.check(({ value, issues }) => {
      const message = addressProblem(value);
      if (message !== null) issues.push({ code: "custom", message, input: value.address, path: ["address"] });
    }),
  );
export type SaveChannelInput = z.infer<typeof saveChannelInput>;
export const channelInput = z.object({ id: z.uuid(), revision });
export type ChannelInput = z.infer<typeof channelInput>;

export type SaveChannelError =
  | "not-permitted"
  | "channel-gone"
  | "channel-changed"
  | "channels-too-many"
  /** The address leads into the company's own network, or to this machine. */
  | "address-private"
  | "mail-not-set-up";

/** How a message failed. `refused`: the receiver answered with an error. `address-unreadable`: encrypted under another key. */
export const sendFailures = [
  "address-private",
  "unreachable",
  "timeout",
  "refused",
  "mail-failed",
  "mail-not-set-up",
  "address-unreadable",
] as const;
export type SendFailureCode = (typeof sendFailures)[number];

/** Returns why the address is none of the type, or null. */
function addressProblem({
  id,
  type,
  address,
}: Pick<SaveChannelInput, "id" | "type" | "address">): AddressProblem | null {
  if (address === null) return id === undefined ? "address-missing" : null;
  if (address === "") return "address-missing";
  if (type === "mail") return z.email().safeParse(address).success ? null : "address-not-mail";
  return webAddressProblem(address);
}

/** Without TLS, everybody on the way could read the address and write there. On this machine there is no way. */
function webAddressProblem(address: string): AddressProblem | null {
  if (!URL.canParse(address)) return "address-not-web";
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return "address-not-web";
  if (protocol === "https:") return null;
  if (protocol !== "http:") return "address-not-web";
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname) ? null : "address-not-https";
}

/** Returns what a screen shows of an address: of a web address only the origin, because the rest is a secret. */
export function addressToShow(type: ChannelType, address: string): string {
  return type === "mail" ? address : new URL(address).origin;
}

/** What a person wants by mail. */
export const personalAlertsInput = z.object({ approvalWanted: z.boolean(), ownRefunds: z.boolean() });
export type PersonalAlerts = z.infer<typeof personalAlertsInput>;

export const kindsOfChoice: Record<keyof PersonalAlerts, AnyAlertKind[]> = {
  approvalWanted: ["approval-wanted"],
  ownRefunds: ["approval-decided", "refund-ended"],
};

/** Times: ISO 8601, UTC. */
export type ListedChannel = {
  id: string;
  revision: number;
  name: string;
  type: ChannelType;
  shownAddress: string;
  locale: ChannelLocale;
  kinds: AlertKind[];
  amountFrom: { amount: number; currency: string } | null;
  quiet: { from: number; to: number } | null;
  isActive: boolean;
  lastSuccessAt: string | null;
  /** Null after a success. */
  failure: { at: string; code: SendFailureCode } | null;
  /** Alerts that wait for the next attempt, and alerts of the last seven days that the desk gave up. */
  waiting: number;
  missed: number;
};
