CREATE TABLE "deadline_reckoning" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"by" text NOT NULL,
	"store_id" text DEFAULT '' NOT NULL,
	"payment_id" text DEFAULT '' NOT NULL,
	"reckoned" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "deadline_reckoning_one_row" CHECK ("deadline_reckoning"."only")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "refundable_until" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "payments_by_deadline" ON "payments" USING btree ("refundable_until","store_id","id") WHERE "payments"."refundable_until" is not null;