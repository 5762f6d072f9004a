-- The tables as lib/db/schema says them, and what a schema cannot say: reasons, guards, announcements and counts.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
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
CREATE TABLE "desk_target" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"target" text NOT NULL,
	"stamped_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desk_target_one_row" CHECK ("desk_target"."only")
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
CREATE TABLE "daily_sum_changes" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"test" boolean NOT NULL,
	"currency" text NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_sums" (
	"day" date NOT NULL,
	"test" boolean NOT NULL,
	"currency" text NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "daily_sums_test_day_currency_measure_key_pk" PRIMARY KEY("test","day","currency","measure","key")
);
--> statement-breakpoint
CREATE TABLE "derived_columns" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"by" text NOT NULL,
	"store_id" text DEFAULT '' NOT NULL,
	"payment_id" text DEFAULT '' NOT NULL,
	"derived" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "derived_columns_one_row" CHECK ("derived_columns"."only")
);
--> statement-breakpoint
CREATE TABLE "failed_payouts" (
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"raw_status" text NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by_id" text,
	"handled_by_name" text,
	"note" text,
	CONSTRAINT "failed_payouts_store_id_payment_id_failed_at_pk" PRIMARY KEY("store_id","payment_id","failed_at")
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
	"charged" bigint,
	"cancelled_order" bigint,
	"money_back" bigint,
	"order_name" text NOT NULL,
	"customer_name" text,
	"customer_id" text,
	"customer_phone" text,
	"customer_email" text,
	"refund_status" text,
	"payout_poll_at" timestamp with time zone,
	"search" text,
	"search_keys" text[],
	"kind" bigint GENERATED ALWAYS AS (hashtextextended(status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency, 0)) STORED NOT NULL,
	"refundable_until" timestamp with time zone,
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
CREATE TABLE "first_administrator" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "first_administrator_one_row" CHECK ("first_administrator"."only")
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
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL
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
CREATE TABLE "comparisons" (
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "comparisons_store_id_payment_id_pk" PRIMARY KEY("store_id","payment_id")
);
--> statement-breakpoint
CREATE TABLE "discrepancies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text NOT NULL,
	"kind" text NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"refund_id" uuid,
	"cancellation_id" text,
	"trigger" text,
	"currency" text NOT NULL,
	"our_amount" bigint,
	"portone_amount" bigint,
	"happened_at" timestamp with time zone NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reopened" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp with time zone,
	"seen_by_id" text,
	"seen_by_name" text,
	"closed_at" timestamp with time zone,
	"closed_by_id" text,
	"closed_by_name" text,
	"closed_how" text,
	"close_note" text,
	CONSTRAINT "discrepancies_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "discrepancies_kind_known" CHECK ("discrepancies"."kind" in ('made-elsewhere', 'webhook-missed', 'ours-unconfirmed', 'failed-but-cancelled', 'amounts-differ', 'cancelled-twice', 'end-changed', 'cancellation-gone')),
	CONSTRAINT "discrepancies_end_known" CHECK ("discrepancies"."closed_how" is null or "discrepancies"."closed_how" in ('webhook-came', 'linked', 'confirmed', 'money-stayed', 'agrees', 'known', 'mended', 'no-action')),
	CONSTRAINT "discrepancies_closed_whole" CHECK (("discrepancies"."closed_at" is null) = ("discrepancies"."closed_how" is null) and ("discrepancies"."closed_at" is null) = ("discrepancies"."closed_by_name" is null)),
	CONSTRAINT "discrepancies_seen_whole" CHECK (("discrepancies"."seen_at" is null) = ("discrepancies"."seen_by_name" is null))
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
	"points_back" bigint,
	"order_amount" bigint,
	"money_back" bigint,
	"reason" text NOT NULL,
	"trigger" text,
	"requested_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	"receipt_url" text,
	"refund_id" uuid,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"poll_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "cancellations_store_id_payment_id_id_pk" PRIMARY KEY("store_id","payment_id","id")
);
--> statement-breakpoint
CREATE TABLE "failed_refunds" (
	"refund_id" uuid PRIMARY KEY NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by_id" text,
	"handled_by_name" text,
	"note" text,
	CONSTRAINT "failed_refunds_handled_whole" CHECK (("failed_refunds"."handled_at" is null) = ("failed_refunds"."handled_by_name" is null))
);
--> statement-breakpoint
CREATE TABLE "form_presence" (
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "form_presence_store_id_payment_id_actor_id_pk" PRIMARY KEY("store_id","payment_id","actor_id")
);
--> statement-breakpoint
CREATE TABLE "manual_refunds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"request_id" uuid,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"reverses" uuid,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"bank" text NOT NULL,
	"paid_on" text NOT NULL,
	"note" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "manual_refunds_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "manual_refunds_reverses_unique" UNIQUE("reverses"),
	CONSTRAINT "manual_refunds_positive" CHECK ("manual_refunds"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"transaction_id" text NOT NULL,
	"kind" text NOT NULL,
	"cancellation_id" text,
	"state" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"answer" jsonb,
	"ended_at" timestamp with time zone,
	"check_at" timestamp with time zone,
	CONSTRAINT "operations_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "operations_state_known" CHECK ("operations"."state" in ('open', 'done', 'refused', 'overtaken', 'not-done')),
	CONSTRAINT "operations_kind_known" CHECK ("operations"."kind" in ('close-account', 'cancel-receipt', 'stop-cancellation')),
	CONSTRAINT "operations_stop_names" CHECK (("operations"."kind" = 'stop-cancellation') = ("operations"."cancellation_id" is not null)),
	CONSTRAINT "operations_ended" CHECK (("operations"."state" = 'open') = ("operations"."ended_at" is null)),
	CONSTRAINT "operations_checked_while_open" CHECK (("operations"."state" = 'open') = ("operations"."check_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "refund_attempts" (
	"refund_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" jsonb,
	CONSTRAINT "refund_attempts_refund_id_n_pk" PRIMARY KEY("refund_id","n")
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
	"requested_amount" bigint,
	"requested_vat" bigint,
	"order_amount" bigint,
	"money_back" bigint,
	"lock_amount" bigint,
	"lock_from" text,
	"reason" text NOT NULL,
	"reason_code" text,
	"note" text DEFAULT '' NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"account" jsonb,
	"retain_option" text,
	"override_why" text,
	"requester" text NOT NULL,
	"encrypted_request" text,
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
	CONSTRAINT "refunds_requested_positive" CHECK ("refunds"."requested_amount" is null or "refunds"."requested_amount" > 0),
	CONSTRAINT "refunds_account_masked" CHECK ("refunds"."account" is null or length("refunds"."account" ->> 'lastDigits') <= 4),
	CONSTRAINT "refunds_expected_positive" CHECK ("refunds"."expected_amount" is null or "refunds"."expected_amount" > 0),
	CONSTRAINT "refunds_settled_when_ended" CHECK (("refunds"."state" in ('succeeded', 'failed')) = ("refunds"."settled_at" is not null)),
	CONSTRAINT "refunds_request_wiped_at_end" CHECK ("refunds"."state" not in ('succeeded', 'failed') or "refunds"."encrypted_request" is null)
);
--> statement-breakpoint
CREATE TABLE "policy_overrides" (
	"key" text PRIMARY KEY NOT NULL,
	"override" jsonb NOT NULL,
	"note" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund_reasons" (
	"code" text PRIMARY KEY NOT NULL,
	"ko" text NOT NULL,
	"en" text NOT NULL,
	"position" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "refund_reasons_named" CHECK (btrim("refund_reasons"."ko") <> '' and btrim("refund_reasons"."en") <> ''),
	CONSTRAINT "refund_reasons_other_stays" CHECK ("refund_reasons"."code" <> 'OTHER' or "refund_reasons"."active")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_named" CHECK (btrim("saved_views"."name") <> ''),
	CONSTRAINT "saved_views_short" CHECK (length("saved_views"."name") <= 60 and length("saved_views"."query") <= 8000)
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
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"processed_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('waiting', 'processed', 'ignored', 'dead')),
	CONSTRAINT "deliveries_due_while_waiting" CHECK (("deliveries"."state" = 'waiting') = ("deliveries"."next_attempt_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "delivery_counts" (
	"day" text NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "delivery_counts_day_reason_pk" PRIMARY KEY("day","reason")
);
--> statement-breakpoint
ALTER TABLE "failed_payouts" ADD CONSTRAINT "failed_payouts_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_administrator" ADD CONSTRAINT "first_administrator_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discrepancies" ADD CONSTRAINT "discrepancies_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discrepancies" ADD CONSTRAINT "discrepancies_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cancellations" ADD CONSTRAINT "cancellations_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failed_refunds" ADD CONSTRAINT "failed_refunds_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_refunds" ADD CONSTRAINT "manual_refunds_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_refunds" ADD CONSTRAINT "manual_refunds_reverses_manual_refunds_id_fk" FOREIGN KEY ("reverses") REFERENCES "public"."manual_refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_attempts" ADD CONSTRAINT "refund_attempts_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_reason_code_refund_reasons_code_fk" FOREIGN KEY ("reason_code") REFERENCES "public"."refund_reasons"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_retry_of_refunds_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "timeline_by_payment" ON "timeline_entries" USING btree ("store_id","payment_id","at" DESC NULLS LAST,"seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "failed_payouts_open" ON "failed_payouts" USING btree ("failed_at") WHERE "failed_payouts"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "payments_by_time" ON "payments" USING btree ("requested_at","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_kind" ON "payments" USING btree ("kind","requested_at","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_payment" ON "payments" USING btree (coalesce(paid_at, '-infinity'::timestamptz),"store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_amount" ON "payments" USING btree ("currency","total","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_search" ON "payments" USING gin ("search" gin_trgm_ops,"search_keys") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "payments_by_id" ON "payments" USING btree ("id" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "payments_by_customer_id" ON "payments" USING btree ("store_id","customer_id","requested_at") WHERE "payments"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "payments_by_customer_phone" ON "payments" USING btree ("store_id","customer_phone","requested_at") WHERE "payments"."customer_phone" is not null;--> statement-breakpoint
CREATE INDEX "payments_by_customer_email" ON "payments" USING btree ("store_id","customer_email","requested_at") WHERE "payments"."customer_email" is not null;--> statement-breakpoint
CREATE INDEX "payments_by_refund_deadline" ON "payments" USING btree (coalesce(refundable_until, 'infinity'::timestamptz),"store_id","id");--> statement-breakpoint
CREATE INDEX "payments_to_poll" ON "payments" USING btree ("payout_poll_at") WHERE "payments"."payout_poll_at" is not null;--> statement-breakpoint
CREATE INDEX "account_by_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_by_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "comparisons_due" ON "comparisons" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "discrepancies_open" ON "discrepancies" USING btree ("found_at","id") WHERE "discrepancies"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "discrepancies_by_kind" ON "discrepancies" USING btree ("kind","found_at","id");--> statement-breakpoint
CREATE INDEX "discrepancies_by_time" ON "discrepancies" USING btree ("found_at","id");--> statement-breakpoint
CREATE INDEX "discrepancies_by_payment" ON "discrepancies" USING btree ("store_id","payment_id");--> statement-breakpoint
CREATE INDEX "cancellations_to_poll" ON "cancellations" USING btree ("poll_at","store_id","payment_id") WHERE "cancellations"."poll_at" is not null;--> statement-breakpoint
CREATE INDEX "cancellations_by_id" ON "cancellations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "cancellations_by_pg_id" ON "cancellations" USING btree ("pg_cancellation_id") WHERE "cancellations"."pg_cancellation_id" is not null;--> statement-breakpoint
CREATE INDEX "cancellations_by_time" ON "cancellations" USING btree ("cancelled_at","store_id","payment_id");--> statement-breakpoint
CREATE INDEX "cancellations_by_time_taken" ON "cancellations" USING btree ((case when "cancelled_at" - "requested_at" < interval '1 minute' then 'minute' when "cancelled_at" - "requested_at" < interval '1 hour' then 'hour'
    when "cancelled_at" - "requested_at" < interval '1 day' then 'day' when "cancelled_at" - "requested_at" < interval '3 days' then 'three-days' else 'longer' end),"cancelled_at");--> statement-breakpoint
CREATE INDEX "cancellations_without_end" ON "cancellations" USING btree ("requested_at") WHERE "cancellations"."status" = 'SUCCEEDED' and "cancellations"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "cancellations_by_refund" ON "cancellations" USING btree ("refund_id") WHERE "cancellations"."refund_id" is not null;--> statement-breakpoint
CREATE INDEX "failed_refunds_open" ON "failed_refunds" USING btree ("failed_at","refund_id") WHERE "failed_refunds"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "form_presence_by_expiry" ON "form_presence" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "manual_refunds_by_payment" ON "manual_refunds" USING btree ("store_id","payment_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_open" ON "operations" USING btree ("store_id","payment_id","kind",coalesce("cancellation_id", '')) WHERE "operations"."state" = 'open';--> statement-breakpoint
CREATE INDEX "operations_by_payment" ON "operations" USING btree ("store_id","payment_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "operations_to_check" ON "operations" USING btree ("check_at") WHERE "operations"."check_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_one_open" ON "refunds" USING btree ("store_id","payment_id") WHERE "refunds"."state" in ('submitting', 'pending', 'undecided');--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("store_id","payment_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "refunds_to_check" ON "refunds" USING btree ("check_at") WHERE "refunds"."check_at" is not null;--> statement-breakpoint
CREATE INDEX "refunds_by_time" ON "refunds" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_by_state" ON "refunds" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_by_reason" ON "refunds" USING btree ("reason_code","created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_by_payment_id" ON "refunds" USING btree ("payment_id" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_one_name" ON "saved_views" USING btree ("owner_id","name");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("name") WHERE "saved_views"."shared";--> statement-breakpoint
CREATE INDEX "deliveries_by_payment" ON "deliveries" USING btree ("payment_id","received_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_environment" ON "deliveries" USING btree ("environment","received_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_attempt_at") WHERE "deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_by_time" ON "deliveries" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_unprocessed" ON "deliveries" USING btree ("state","received_at","id") WHERE "deliveries"."state" <> 'processed';--> statement-breakpoint
INSERT INTO "refund_reasons" ("code", "ko", "en", "position") VALUES
  ('CHANGE_OF_MIND', '고객 변심', 'Changed their mind', 0),
  ('DEFECTIVE', '상품 불량', 'Defective product', 1),
  ('WRONG_ITEM', '오배송', 'Wrong item delivered', 2),
  ('OUT_OF_STOCK', '품절', 'Out of stock', 3),
  ('DELAYED', '배송 지연', 'Delivery delayed', 4),
  ('DUPLICATE', '중복 결제', 'Paid twice', 5),
  ('OTHER', '기타', 'Other', 6);
--> statement-breakpoint
-- Rows that are never changed or deleted.
CREATE FUNCTION refund_desk_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE TRIGGER timeline_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "timeline_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE TRIGGER manual_refunds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "manual_refunds"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_ended_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'refund % has ended (%) and cannot change', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_keep_ended BEFORE UPDATE OR DELETE ON "refunds" FOR EACH ROW
  WHEN (OLD.state IN ('succeeded', 'failed')) EXECUTE FUNCTION refund_desk_keep_ended_refund();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_ended_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'cancellation % cannot leave %', OLD.id, OLD.status USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER cancellations_keep_ended BEFORE UPDATE ON "cancellations" FOR EACH ROW
  WHEN (OLD.status IN ('SUCCEEDED', 'FAILED') AND NEW.status IS DISTINCT FROM OLD.status)
  EXECUTE FUNCTION refund_desk_keep_ended_cancellation();
--> statement-breakpoint
CREATE TRIGGER cancellations_keep BEFORE DELETE ON "cancellations" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_keep_ended_cancellation();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_ended_operation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'operation % has ended (%) and cannot change', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER operations_keep_ended BEFORE UPDATE ON "operations" FOR EACH ROW
  WHEN (OLD.state <> 'open') EXECUTE FUNCTION refund_desk_keep_ended_operation();
--> statement-breakpoint
CREATE TRIGGER operations_keep BEFORE DELETE ON "operations" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_keep_ended_operation();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_discrepancy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'discrepancy % is kept as it was found', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER discrepancies_keep_identity BEFORE UPDATE ON "discrepancies" FOR EACH ROW
  WHEN ((OLD.dedupe_key, OLD.kind, OLD.store_id, OLD.payment_id, OLD.found_at)
    IS DISTINCT FROM (NEW.dedupe_key, NEW.kind, NEW.store_id, NEW.payment_id, NEW.found_at))
  EXECUTE FUNCTION refund_desk_keep_discrepancy();
--> statement-breakpoint
CREATE TRIGGER discrepancies_keep BEFORE DELETE ON "discrepancies" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_keep_discrepancy();
--> statement-breakpoint
-- Every refund that fails is listed, in the transaction of the failure.
CREATE FUNCTION refund_desk_list_failed_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO failed_refunds (refund_id, failed_at) VALUES (NEW.id, NEW.settled_at) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_list_failed AFTER INSERT OR UPDATE OF state ON "refunds" FOR EACH ROW
  WHEN (NEW.state = 'failed') EXECUTE FUNCTION refund_desk_list_failed_refund();
--> statement-breakpoint
-- Changes are announced to every instance when they are committed. A notification holds at most 8,000 bytes: a change whose
-- ids are too long is announced as `missed`.
CREATE FUNCTION refund_desk_announce_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('desk_changes', json_build_object('kind', TG_ARGV[0])::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_announce_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(
    'desk_changes',
    CASE WHEN octet_length(store_id) + octet_length(payment_id) > 2000 THEN '{"kind":"missed"}'
    ELSE json_build_object('kind', 'payment', 'store', store_id, 'id', payment_id, 'version', max(seq))::text END)
  FROM added GROUP BY store_id, payment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_announce_presence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(
    'desk_changes',
    CASE WHEN octet_length(store_id) + octet_length(payment_id) > 2000 THEN '{"kind":"missed"}'
    ELSE json_build_object('kind', 'payment', 'store', store_id, 'id', payment_id, 'version', 0)::text END)
  FROM moved GROUP BY store_id, payment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER timeline_entries_announce AFTER INSERT ON "timeline_entries" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_payment();
--> statement-breakpoint
CREATE TRIGGER form_presence_announce_coming AFTER INSERT ON "form_presence" REFERENCING NEW TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_presence();
--> statement-breakpoint
CREATE TRIGGER form_presence_announce_leaving AFTER DELETE ON "form_presence" REFERENCING OLD TABLE AS moved
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_presence();
--> statement-breakpoint
CREATE TRIGGER deliveries_announce AFTER INSERT OR UPDATE ON "deliveries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('webhooks');
--> statement-breakpoint
CREATE TRIGGER discrepancies_announce AFTER INSERT OR UPDATE ON "discrepancies"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('discrepancies');
--> statement-breakpoint
CREATE TRIGGER failed_refunds_announce AFTER INSERT OR UPDATE ON "failed_refunds"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('worklists');
--> statement-breakpoint
CREATE TRIGGER failed_payouts_announce AFTER INSERT OR UPDATE ON "failed_payouts"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('worklists');
--> statement-breakpoint
-- What the daily sums count of a payment and of a cancellation: money that was charged and that went back, and what is in
-- neither sum because PortOne does not say it. How many payments of each kind there are is a sum that belongs to no day.
CREATE VIEW counted_payments AS
  SELECT store_id, id AS payment_id, (paid_at AT TIME ZONE 'Asia/Seoul')::date AS day,
    channel_type IS NOT DISTINCT FROM 'TEST' AS test, currency,
    CASE WHEN charged IS NULL THEN 'charged-unknown' ELSE 'charged' END AS measure, ''::text AS key,
    coalesce(charged, 0) AS amount
  FROM payments WHERE paid_at IS NOT NULL
  UNION ALL
  SELECT store_id, id, '-infinity'::date, channel_type IS NOT DISTINCT FROM 'TEST', currency, 'kind',
    status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency,
    0
  FROM payments;
--> statement-breakpoint
CREATE VIEW counted_cancellations AS
  SELECT c.store_id, c.payment_id, c.id,
    (coalesce(c.cancelled_at, c.requested_at) AT TIME ZONE 'Asia/Seoul')::date AS day,
    p.channel_type IS NOT DISTINCT FROM 'TEST' AS test, p.currency, part.measure, part.key,
    CASE part.measure WHEN 'points' THEN c.points_back ELSE coalesce(c.money_back, 0) END AS amount
  FROM cancellations c
  JOIN payments p ON p.store_id = c.store_id AND p.id = c.payment_id
  LEFT JOIN refunds r ON r.id = c.refund_id
  CROSS JOIN LATERAL (VALUES
    (CASE WHEN c.money_back IS NULL THEN 'refunded-unknown' ELSE 'refunded' END, ''::text),
    ('points', ''),
    ('method', coalesce(p.method_type, '')),
    ('pg', coalesce(p.pg_provider, '')),
    ('reason', CASE WHEN c.refund_id IS NULL THEN '' ELSE coalesce(r.reason_code, '-') END),
    ('took', CASE
      WHEN c.cancelled_at IS NULL THEN 'unknown'
      WHEN c.cancelled_at - c.requested_at < interval '1 minute' THEN 'minute'
      WHEN c.cancelled_at - c.requested_at < interval '1 hour' THEN 'hour'
      WHEN c.cancelled_at - c.requested_at < interval '1 day' THEN 'day'
      WHEN c.cancelled_at - c.requested_at < interval '3 days' THEN 'three-days'
      ELSE 'longer' END)
  ) AS part (measure, key)
  WHERE c.status = 'SUCCEEDED' AND (part.measure <> 'points' OR c.points_back > 0);
--> statement-breakpoint
CREATE FUNCTION refund_desk_count_new_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT v.day, v.test, v.currency, v.measure, v.key, count(*), sum(v.amount)
  FROM added a JOIN counted_payments v ON v.store_id = a.store_id AND v.payment_id = a.id
  GROUP BY v.day, v.test, v.currency, v.measure, v.key;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_count_new_cancellations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Most statements find the cancellation there already and only bring it up to date.
  IF EXISTS (SELECT FROM added) THEN
    INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
    SELECT v.day, v.test, v.currency, v.measure, v.key, count(*), sum(v.amount)
    FROM added a
    JOIN counted_cancellations v ON v.store_id = a.store_id AND v.payment_id = a.payment_id AND v.id = a.id
    GROUP BY v.day, v.test, v.currency, v.measure, v.key;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Before an update the row is taken out of the sums, after it the row is put in again.
CREATE FUNCTION refund_desk_recount_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE WHEN TG_WHEN = 'BEFORE' THEN -1 ELSE 1 END;
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_payments
  WHERE store_id = OLD.store_id AND payment_id = OLD.id AND measure <> 'kind'
  UNION ALL
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_cancellations
  WHERE store_id = OLD.store_id AND payment_id = OLD.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_recount_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE WHEN TG_WHEN = 'BEFORE' THEN -1 ELSE 1 END;
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_cancellations
  WHERE store_id = OLD.store_id AND payment_id = OLD.payment_id AND id = OLD.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- The kind has a trigger of its own: it changes far more often than the rest.
CREATE FUNCTION refund_desk_recount_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT '-infinity', row.channel_type IS NOT DISTINCT FROM 'TEST', row.currency, 'kind',
    row.status || '|' || coalesce(row.method_type, '') || '|' || coalesce(row.pg_provider, '') || '|' || coalesce(row.channel_type, '') || '|' || row.currency,
    row.sign, 0
  FROM (VALUES
    (-1, OLD.status, OLD.method_type, OLD.pg_provider, OLD.channel_type, OLD.currency),
    (1, NEW.status, NEW.method_type, NEW.pg_provider, NEW.channel_type, NEW.currency)
  ) AS row (sign, status, method_type, pg_provider, channel_type, currency);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_count_new AFTER INSERT ON "payments" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_count_new_payments();
--> statement-breakpoint
CREATE TRIGGER payments_uncount BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN ((OLD.paid_at, OLD.charged, OLD.currency, OLD.channel_type, OLD.method_type, OLD.pg_provider)
    IS DISTINCT FROM (NEW.paid_at, NEW.charged, NEW.currency, NEW.channel_type, NEW.method_type, NEW.pg_provider))
  EXECUTE FUNCTION refund_desk_recount_payment();
--> statement-breakpoint
CREATE TRIGGER payments_recount AFTER UPDATE ON "payments" FOR EACH ROW
  WHEN ((OLD.paid_at, OLD.charged, OLD.currency, OLD.channel_type, OLD.method_type, OLD.pg_provider)
    IS DISTINCT FROM (NEW.paid_at, NEW.charged, NEW.currency, NEW.channel_type, NEW.method_type, NEW.pg_provider))
  EXECUTE FUNCTION refund_desk_recount_payment();
--> statement-breakpoint
CREATE TRIGGER payments_recount_kind AFTER UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION refund_desk_recount_kind();
--> statement-breakpoint
CREATE TRIGGER cancellations_count_new AFTER INSERT ON "cancellations" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_count_new_cancellations();
--> statement-breakpoint
CREATE TRIGGER cancellations_uncount BEFORE UPDATE ON "cancellations" FOR EACH ROW
  WHEN ((OLD.status, OLD.money_back, OLD.points_back, OLD.requested_at, OLD.cancelled_at, OLD.refund_id)
    IS DISTINCT FROM (NEW.status, NEW.money_back, NEW.points_back, NEW.requested_at, NEW.cancelled_at, NEW.refund_id))
  EXECUTE FUNCTION refund_desk_recount_cancellation();
--> statement-breakpoint
CREATE TRIGGER cancellations_recount AFTER UPDATE ON "cancellations" FOR EACH ROW
  WHEN ((OLD.status, OLD.money_back, OLD.points_back, OLD.requested_at, OLD.cancelled_at, OLD.refund_id)
    IS DISTINCT FROM (NEW.status, NEW.money_back, NEW.points_back, NEW.requested_at, NEW.cancelled_at, NEW.refund_id))
  EXECUTE FUNCTION refund_desk_recount_cancellation();
