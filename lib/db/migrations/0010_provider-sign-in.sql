ALTER TABLE "session" ADD COLUMN "signed_in_by" text;--> statement-breakpoint
CREATE UNIQUE INDEX "account_by_provider" ON "account" USING btree ("provider_id","account_id");