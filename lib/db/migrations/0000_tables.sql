CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cancellations" (
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"id" text NOT NULL,
	"status" text NOT NULL,
	"raw_status" text NOT NULL,
	"pg_cancellation_id" text,
	"total_amount" bigint NOT NULL,
	"tax_free_amount" bigint NOT NULL,
	"vat_amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"trigger" text,
	"requested_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	"receipt_url" text,
	"refund_id" uuid,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"poll_at" timestamp with time zone,
	CONSTRAINT "cancellations_store_id_payment_id_id_pk" PRIMARY KEY("store_id","payment_id","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"store_id" text,
	"payment_id" text,
	"environment" text NOT NULL,
	"body" text NOT NULL,
	"happened_at" timestamp with time zone,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"processed_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "delivery_counts" (
	"day" text NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "delivery_counts_day_reason_pk" PRIMARY KEY("day","reason")
);
--> statement-breakpoint
CREATE TABLE "desk_target" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"target" text NOT NULL,
	"stamped_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desk_target_one_row" CHECK ("desk_target"."only")
);
--> statement-breakpoint
CREATE TABLE "first_administrator" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "first_administrator_one_row" CHECK ("first_administrator"."only")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"store_id" text NOT NULL,
	"id" text NOT NULL,
	"status" text NOT NULL,
	"method_type" text,
	"pg_provider" text,
	"channel_type" text,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"cancelled" bigint NOT NULL,
	"order_name" text NOT NULL,
	"customer_name" text,
	"requested_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"status_changed_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"synced_at" timestamp with time zone NOT NULL,
	"snapshot" jsonb NOT NULL,
	"raw" jsonb NOT NULL,
	CONSTRAINT "payments_store_id_id_pk" PRIMARY KEY("store_id","id")
);
--> statement-breakpoint
CREATE TABLE "pulls" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"cursor" text,
	"pulled" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "refund_tries" (
	"refund_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" jsonb,
	CONSTRAINT "refund_tries_refund_id_n_pk" PRIMARY KEY("refund_id","n")
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"request_id" uuid NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"state" text NOT NULL,
	"kind" text NOT NULL,
	"currency" text NOT NULL,
	"pg_provider" text,
	"expected_amount" bigint,
	"expected_tax_free" bigint NOT NULL,
	"lock_amount" bigint,
	"reason" text NOT NULL,
	"requester" text NOT NULL,
	"sealed_body" text,
	"known_cancellations" jsonb NOT NULL,
	"retry_of" uuid,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"cancellation_id" text,
	"failure" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"check_at" timestamp with time zone,
	CONSTRAINT "refunds_number_unique" UNIQUE("number"),
	CONSTRAINT "refunds_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "refunds_state_known" CHECK ("refunds"."state" in ('submitting', 'pending', 'succeeded', 'failed', 'undecided')),
	CONSTRAINT "refunds_expected_positive" CHECK ("refunds"."expected_amount" is null or "refunds"."expected_amount" > 0),
	CONSTRAINT "refunds_settled_when_ended" CHECK (("refunds"."state" in ('succeeded', 'failed')) = ("refunds"."settled_at" is not null)),
	CONSTRAINT "refunds_seal_wiped_at_end" CHECK ("refunds"."state" not in ('succeeded', 'failed') or "refunds"."sealed_body" is null)
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "setup_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "timeline_entries" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dedupe_key" text NOT NULL,
	"entry" jsonb NOT NULL,
	CONSTRAINT "timeline_entries_dedupe_key_unique" UNIQUE("dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text NOT NULL,
	"password_is_temporary" boolean DEFAULT false NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_administrator" ADD CONSTRAINT "first_administrator_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_tries" ADD CONSTRAINT "refund_tries_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_retry_of_refunds_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_by_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "cancellations_to_poll" ON "cancellations" USING btree ("poll_at") WHERE "cancellations"."poll_at" is not null;--> statement-breakpoint
CREATE INDEX "cancellations_by_refund" ON "cancellations" USING btree ("refund_id") WHERE "cancellations"."refund_id" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_payment" ON "deliveries" USING btree ("store_id","payment_id");--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("received_at") WHERE "deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "payments_by_time" ON "payments" USING btree ("requested_at","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_status" ON "payments" USING btree ("status","requested_at","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_id" ON "payments" USING btree ("id" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_one_open" ON "refunds" USING btree ("store_id","payment_id") WHERE "refunds"."state" in ('submitting', 'pending', 'undecided');--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("store_id","payment_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "refunds_to_check" ON "refunds" USING btree ("check_at") WHERE "refunds"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "timeline_by_payment" ON "timeline_entries" USING btree ("store_id","payment_id","at" DESC NULLS LAST,"seq" DESC NULLS LAST);