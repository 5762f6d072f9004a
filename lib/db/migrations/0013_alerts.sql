CREATE TABLE "alert_channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"encrypted_address" text NOT NULL,
	"shown_address" text NOT NULL,
	"encrypted_secret" text,
	"locale" text NOT NULL,
	"amount_from" bigint,
	"currency" text,
	"quiet_from" integer,
	"quiet_to" integer,
	"active" boolean DEFAULT true NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_success_at" timestamp with time zone,
	"last_failure_at" timestamp with time zone,
	"last_failure" text,
	CONSTRAINT "alert_channels_quiet_whole" CHECK (("alert_channels"."quiet_from" is null) = ("alert_channels"."quiet_to" is null)),
	CONSTRAINT "alert_channels_amount_whole" CHECK (("alert_channels"."amount_from" is null) = ("alert_channels"."currency" is null)),
	CONSTRAINT "alert_channels_signed" CHECK (("alert_channels"."type" = 'webhook') = ("alert_channels"."encrypted_secret" is not null))
);
--> statement-breakpoint
CREATE TABLE "alert_deliveries" (
	"subscription_id" bigint NOT NULL,
	"alert_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_deliveries_subscription_id_alert_id_pk" PRIMARY KEY("subscription_id","alert_id")
);
--> statement-breakpoint
CREATE TABLE "alert_subscriptions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"channel_id" uuid,
	"person_id" text,
	"kind" text NOT NULL,
	"locale" text,
	"since" timestamp with time zone NOT NULL,
	"message_id" uuid,
	"alert_ids" bigint[],
	"begun_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "alert_subscriptions_one_receiver" CHECK (("alert_subscriptions"."channel_id" is null) <> ("alert_subscriptions"."person_id" is null)),
	CONSTRAINT "alert_subscriptions_language" CHECK (("alert_subscriptions"."person_id" is null) = ("alert_subscriptions"."locale" is null)),
	CONSTRAINT "alert_subscriptions_message_whole" CHECK (("alert_subscriptions"."message_id" is null) = ("alert_subscriptions"."alert_ids" is null) and ("alert_subscriptions"."message_id" is null) = ("alert_subscriptions"."begun_at" is null)
        and ("alert_subscriptions"."message_id" is null) = ("alert_subscriptions"."due_at" is null))
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"payment_id" text,
	"number" text,
	"amount" bigint,
	"currency" text,
	"code" text,
	"checkpoint" text,
	"person_id" text,
	CONSTRAINT "alerts_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_subscription_id_alert_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."alert_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_subscriptions" ADD CONSTRAINT "alert_subscriptions_channel_id_alert_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."alert_channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_subscriptions" ADD CONSTRAINT "alert_subscriptions_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_deliveries_by_alert" ON "alert_deliveries" USING btree ("alert_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_subscriptions_of_channel" ON "alert_subscriptions" USING btree ("channel_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_subscriptions_of_person" ON "alert_subscriptions" USING btree ("person_id","kind");--> statement-breakpoint
CREATE INDEX "alerts_by_kind" ON "alerts" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "alerts_by_time" ON "alerts" USING btree ("at");