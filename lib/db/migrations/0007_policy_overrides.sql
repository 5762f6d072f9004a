CREATE TABLE "policy_overrides" (
	"key" text PRIMARY KEY NOT NULL,
	"override" jsonb NOT NULL,
	"note" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
