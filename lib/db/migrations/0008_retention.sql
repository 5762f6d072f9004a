CREATE TABLE "retention_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"months" integer,
	"removed" bigint DEFAULT 0 NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "retention_settings_one_row" CHECK ("retention_settings"."id"),
	CONSTRAINT "retention_settings_months" CHECK ("retention_settings"."months" between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "personal_data_removed_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "payments_by_age" ON "payments" USING btree ("status_changed_at") WHERE "payments"."personal_data_removed_at" is null;