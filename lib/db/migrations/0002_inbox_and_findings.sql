CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"refund_id" uuid,
	"cancellation_id" text,
	"detail" jsonb NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"looked_at" timestamp with time zone,
	"looked_by_id" text,
	"looked_by_name" text,
	"closed_at" timestamp with time zone,
	"closed_by_id" text,
	"closed_by_name" text,
	"closing" text,
	"note" text,
	CONSTRAINT "findings_closed_with_how" CHECK (("findings"."state" = 'closed') = ("findings"."closing" is not null)),
	CONSTRAINT "findings_closed_with_when" CHECK (("findings"."state" = 'closed') = ("findings"."closed_at" is not null))
);
--> statement-breakpoint
DROP INDEX "deliveries_waiting";--> statement-breakpoint
DROP INDEX "deliveries_by_payment";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
-- What waits already is due at once.
UPDATE "deliveries" SET "next_attempt_at" = "received_at" WHERE "state" = 'waiting';--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "compare_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "findings_once" ON "findings" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "findings_by_payment" ON "findings" USING btree ("store_id","payment_id");--> statement-breakpoint
CREATE INDEX "findings_by_state" ON "findings" USING btree ("state","found_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_by_state" ON "deliveries" USING btree ("state","received_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_attempt_at") WHERE "deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "payments_to_compare" ON "payments" USING btree ("compare_at") WHERE "payments"."compare_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_payment" ON "deliveries" USING btree ("payment_id","received_at");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('waiting', 'processed', 'ignored', 'dead'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_due_while_waiting" CHECK (("deliveries"."state" = 'waiting') = ("deliveries"."next_attempt_at" is not null));