DROP INDEX "deliveries_waiting";--> statement-breakpoint
DROP INDEX "deliveries_by_payment";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
-- What waits already is due at once.
UPDATE "deliveries" SET "next_attempt_at" = "received_at" WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_by_environment" ON "deliveries" USING btree ("environment","received_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_attempt_at") WHERE "deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_by_payment" ON "deliveries" USING btree ("payment_id","received_at");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_known" CHECK ("deliveries"."state" in ('waiting', 'processed', 'ignored', 'dead'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_due_while_waiting" CHECK (("deliveries"."state" = 'waiting') = ("deliveries"."next_attempt_at" is not null));