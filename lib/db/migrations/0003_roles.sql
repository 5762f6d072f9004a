CREATE TABLE "roles" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"permissions" jsonb,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_default_or_own" CHECK (("roles"."name" is null) = ("roles"."permissions" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "roles_by_name" ON "roles" USING btree (lower("name"));--> statement-breakpoint
INSERT INTO "roles" ("id") VALUES ('viewer'), ('operator'), ('admin');--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_role_roles_id_fk" FOREIGN KEY ("role") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;