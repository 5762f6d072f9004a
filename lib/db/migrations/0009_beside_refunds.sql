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
CREATE TABLE "own_refunds" (
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
	CONSTRAINT "own_refunds_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "own_refunds_reverses_unique" UNIQUE("reverses"),
	CONSTRAINT "own_refunds_positive" CHECK ("own_refunds"."amount" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "customer_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "customer_phone" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "customer_email" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refund_status" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "payout_poll_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "failed_payouts" ADD CONSTRAINT "failed_payouts_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_refunds" ADD CONSTRAINT "own_refunds_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_refunds" ADD CONSTRAINT "own_refunds_reverses_own_refunds_id_fk" FOREIGN KEY ("reverses") REFERENCES "public"."own_refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failed_payouts_open" ON "failed_payouts" USING btree ("failed_at") WHERE "failed_payouts"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "form_presence_by_expiry" ON "form_presence" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "own_refunds_by_payment" ON "own_refunds" USING btree ("store_id","payment_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_by_customer_id" ON "payments" USING btree ("store_id","customer_id","requested_at") WHERE "payments"."customer_id" is not null;--> statement-breakpoint
CREATE INDEX "payments_by_customer_phone" ON "payments" USING btree ("store_id","customer_phone","requested_at") WHERE "payments"."customer_phone" is not null;--> statement-breakpoint
CREATE INDEX "payments_by_customer_email" ON "payments" USING btree ("store_id","customer_email","requested_at") WHERE "payments"."customer_email" is not null;--> statement-breakpoint
CREATE INDEX "payments_to_poll" ON "payments" USING btree ("payout_poll_at") WHERE "payments"."payout_poll_at" is not null;--> statement-breakpoint
-- What the desk has read before is found by its customer as well, and transfers in progress are followed at once.
UPDATE "payments" SET
  "customer_id" = nullif(btrim("snapshot"->'customer'->>'id'), ''),
  "customer_phone" = CASE WHEN length(regexp_replace(coalesce("snapshot"->'customer'->>'phoneNumber', ''), '\D', '', 'g')) >= 8
    THEN regexp_replace("snapshot"->'customer'->>'phoneNumber', '\D', '', 'g') END,
  "customer_email" = CASE WHEN "snapshot"->'customer'->>'email' LIKE '%@%' THEN lower(btrim("snapshot"->'customer'->>'email')) END,
  "payout_poll_at" = CASE WHEN "raw"->'method'->>'refundStatus' = 'PENDING' THEN now() END;
--> statement-breakpoint
CREATE TRIGGER own_refunds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "own_refunds"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
-- Somebody has come to a form or left it: whoever looks at the payment reads it again. A heartbeat tells nobody.
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
CREATE TRIGGER form_presence_announce_coming AFTER INSERT ON "form_presence"
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_presence();
--> statement-breakpoint
CREATE TRIGGER form_presence_announce_leaving AFTER DELETE ON "form_presence"
  REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_presence();
