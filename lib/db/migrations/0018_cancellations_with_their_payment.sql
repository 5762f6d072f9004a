DROP INDEX "cancellations_to_poll";--> statement-breakpoint
DROP INDEX "cancellations_by_time";--> statement-breakpoint
CREATE INDEX "cancellations_to_poll" ON "cancellations" USING btree ("poll_at","store_id","payment_id") WHERE "cancellations"."poll_at" is not null;--> statement-breakpoint
CREATE INDEX "cancellations_by_time" ON "cancellations" USING btree ("cancelled_at","store_id","payment_id");