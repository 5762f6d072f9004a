// What the desk tells people by itself: the alerts, who is told, and which message is under way.
import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnyAlertKind } from "../../domain/alerts/alert";
import { alertChannelTypes, channelLocales, sendFailures } from "../../domain/alerts/channel";
import { instant, money } from "./columns";
import { user } from "./people";

/** The outbox: written in the transaction that causes the alert. */
export const alerts = pgTable(
  "alerts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** Makes it harmless to raise an alert again. */
    key: text("key").notNull().unique(),
    kind: text("kind").$type<AnyAlertKind>().notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    paymentId: text("payment_id"),
    /** Of the refund. */
    number: text("number"),
    amount: money("amount"),
    currency: text("currency"),
    /** A word of the domain, never free text. */
    code: text("code"),
    /** JSON of the checkpoint that the alert is about. */
    checkpoint: text("checkpoint"),
    /** The person who asked for the refund. */
    personId: text("person_id"),
  },
  (t) => [index("alerts_by_kind").on(t.kind, t.at), index("alerts_by_time").on(t.at)],
);

/** The address of a webhook is a secret: whoever has it can write to the channel. */
export const alertChannels = pgTable(
  "alert_channels",
  {
    id: uuid("id").primaryKey(),
    name: text("name").notNull(),
    type: text("type", { enum: alertChannelTypes }).notNull(),
    /** Bound to the id. */
    encryptedAddress: text("encrypted_address").notNull(),
    /** What a screen shows of the address. */
    shownAddress: text("shown_address").notNull(),
    /** The signing secret of a channel of type `webhook`, bound to the id. */
    encryptedSecret: text("encrypted_secret"),
    locale: text("locale", { enum: channelLocales }).notNull(),
    /** Alerts with a smaller amount of this currency are left out. */
    amountFrom: money("amount_from"),
    currency: text("currency"),
    /** Minutes of the day in Asia/Seoul. */
    quietFrom: integer("quiet_from"),
    quietTo: integer("quiet_to"),
    active: boolean("active").notNull().default(true),
    revision: integer("revision").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSuccessAt: instant("last_success_at"),
    lastFailureAt: instant("last_failure_at"),
    /** Null after a success. */
    lastFailure: text("last_failure", { enum: sendFailures }),
  },
  (t) => [
    check("alert_channels_quiet_whole", sql`(${t.quietFrom} is null) = (${t.quietTo} is null)`),
    check("alert_channels_amount_whole", sql`(${t.amountFrom} is null) = (${t.currency} is null)`),
    check("alert_channels_signed", sql`(${t.type} = 'webhook') = (${t.encryptedSecret} is not null)`),
  ],
);

/**
 * A kind of alert that a channel or a person wants, with the message that is under way. The alerts of a message stay the same
 * from its first attempt to its end.
 */
export const alertSubscriptions = pgTable(
  "alert_subscriptions",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    channelId: uuid("channel_id").references(() => alertChannels.id, { onDelete: "cascade" }),
    personId: text("person_id").references(() => user.id, { onDelete: "cascade" }),
    kind: text("kind").$type<AnyAlertKind>().notNull(),
    /** Language of the mails to a person. */
    locale: text("locale", { enum: channelLocales }),
    /** What happened before is not told. */
    since: instant("since").notNull(),
    messageId: uuid("message_id"),
    alertIds: bigint("alert_ids", { mode: "number" }).array(),
    begunAt: instant("begun_at"),
    attempts: integer("attempts").notNull().default(0),
    /** When the message may be sent next. A process that sends the message sets a time after its end. */
    dueAt: instant("due_at"),
    /** When the last message arrived. */
    sentAt: instant("sent_at"),
  },
  (t) => [
    uniqueIndex("alert_subscriptions_of_channel").on(t.channelId, t.kind),
    uniqueIndex("alert_subscriptions_of_person").on(t.personId, t.kind),
    check("alert_subscriptions_one_receiver", sql`(${t.channelId} is null) <> (${t.personId} is null)`),
    check("alert_subscriptions_language", sql`(${t.personId} is null) = (${t.locale} is null)`),
    check(
      "alert_subscriptions_message_whole",
      sql`(${t.messageId} is null) = (${t.alertIds} is null) and (${t.messageId} is null) = (${t.begunAt} is null)
        and (${t.messageId} is null) = (${t.dueAt} is null)`,
    ),
  ],
);

/** What a channel or a person has been told. */
export const alertDeliveries = pgTable(
  "alert_deliveries",
  {
    subscriptionId: bigint("subscription_id", { mode: "number" })
      .notNull()
      .references(() => alertSubscriptions.id, { onDelete: "cascade" }),
    alertId: bigint("alert_id", { mode: "number" })
      .notNull()
      .references(() => alerts.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.alertId] }),
    index("alert_deliveries_by_alert").on(t.alertId),
  ],
);
