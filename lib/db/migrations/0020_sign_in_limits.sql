ALTER TABLE "sign_in_failures" ADD COLUMN "next_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "setup_codes" DROP COLUMN "tries";