ALTER TABLE "roles" ADD COLUMN "limits" jsonb;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "limits" jsonb;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "confirmed_amount" bigint;--> statement-breakpoint
CREATE INDEX "refunds_by_actor" ON "refunds" USING btree ("actor_id","created_at");--> statement-breakpoint
-- A trigger refuses changes of refunds that have ended.
ALTER TABLE "refunds" DISABLE TRIGGER USER;--> statement-breakpoint
UPDATE "refunds" SET "confirmed_amount" = coalesce("order_amount", "requested_amount", "expected_amount");--> statement-breakpoint
ALTER TABLE "refunds" ENABLE TRIGGER USER;
