CREATE TABLE "comparisons" (
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "comparisons_store_id_payment_id_pk" PRIMARY KEY("store_id","payment_id")
);
--> statement-breakpoint
CREATE TABLE "findings" (
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
	CONSTRAINT "findings_dedupe_key_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "findings_kind_known" CHECK ("findings"."kind" in ('made-elsewhere', 'webhook-missed', 'ours-unconfirmed', 'failed-but-cancelled', 'amounts-differ', 'cancelled-twice', 'end-changed', 'cancellation-gone')),
	CONSTRAINT "findings_end_known" CHECK ("findings"."closed_how" is null or "findings"."closed_how" in ('webhook-came', 'linked', 'confirmed', 'money-stayed', 'agrees', 'known', 'mended', 'no-action')),
	CONSTRAINT "findings_closed_whole" CHECK (("findings"."closed_at" is null) = ("findings"."closed_how" is null) and ("findings"."closed_at" is null) = ("findings"."closed_by_name" is null)),
	CONSTRAINT "findings_seen_whole" CHECK (("findings"."seen_at" is null) = ("findings"."seen_by_name" is null))
);
--> statement-breakpoint
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comparisons_due" ON "comparisons" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "findings_open" ON "findings" USING btree ("found_at","id") WHERE "findings"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "findings_by_kind" ON "findings" USING btree ("kind","found_at","id");--> statement-breakpoint
CREATE INDEX "findings_by_time" ON "findings" USING btree ("found_at","id");--> statement-breakpoint
CREATE INDEX "findings_by_payment" ON "findings" USING btree ("store_id","payment_id");--> statement-breakpoint
-- A finding is never taken away, and what it says of the difference is never rewritten.
CREATE FUNCTION refund_desk_keep_finding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'finding % is kept as it was found', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER findings_keep BEFORE DELETE ON "findings"
  FOR EACH ROW EXECUTE FUNCTION refund_desk_keep_finding();
--> statement-breakpoint
CREATE TRIGGER findings_keep_identity BEFORE UPDATE ON "findings"
  FOR EACH ROW WHEN (
    (OLD.dedupe_key, OLD.kind, OLD.store_id, OLD.payment_id, OLD.found_at)
    IS DISTINCT FROM (NEW.dedupe_key, NEW.kind, NEW.store_id, NEW.payment_id, NEW.found_at)
  )
  EXECUTE FUNCTION refund_desk_keep_finding();
