ALTER TABLE "user" ADD COLUMN "last_signed_in_at" timestamp with time zone;
--> statement-breakpoint
-- The audit has every sign-in so far.
UPDATE "user" SET "last_signed_in_at" = (
  SELECT max("at") FROM "audit_entries"
  WHERE "action" = 'person.signed-in' AND "subject" = 'person:' || "user"."id"
);
