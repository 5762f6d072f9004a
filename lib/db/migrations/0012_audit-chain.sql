CREATE TABLE "audit_checkpoints" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"key" text NOT NULL,
	"ed25519" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_links" (
	"position" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"search" text NOT NULL,
	CONSTRAINT "audit_links_seq_unique" UNIQUE("seq"),
	CONSTRAINT "audit_links_from_one" CHECK ("audit_links"."position" >= 1)
);
--> statement-breakpoint
CREATE TABLE "audit_unlinked" (
	"seq" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_role" text;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_role_name" text;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "session_id" text;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "address" text;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "store_id" text;
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "payment_id" text;
--> statement-breakpoint
ALTER TABLE "audit_links" ADD CONSTRAINT "audit_links_seq_audit_entries_seq_fk" FOREIGN KEY ("seq") REFERENCES "public"."audit_entries"("seq") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "audit_links_by_search" ON "audit_links" USING gin ("search" gin_trgm_ops) WITH (gin_pending_list_limit=256);
--> statement-breakpoint
-- The payment of earlier entries. The chain begins with the next start, so no link covers them yet.
ALTER TABLE "audit_entries" DISABLE TRIGGER "audit_entries_append_only";
--> statement-breakpoint
UPDATE "audit_entries" SET "payment_id" = "detail"->>'paymentId', "store_id" = "detail"->>'storeId'
  WHERE "detail" ? 'paymentId';
--> statement-breakpoint
UPDATE "audit_entries" SET "payment_id" = "refunds"."payment_id", "store_id" = "refunds"."store_id"
  FROM "refunds" WHERE "audit_entries"."payment_id" IS NULL AND "audit_entries"."subject" = 'refund:' || "refunds"."id";
--> statement-breakpoint
-- What somebody searched for may be a customer's name, and an entry stays for ever.
UPDATE "audit_entries" SET "detail" = "detail" - 'filter' - 'query'
  WHERE "action" LIKE 'payments.export%' OR "action" LIKE 'view.%';
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE TRIGGER "audit_entries_append_only";
--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit_entries" USING btree ("at","seq");
--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit_entries" USING btree ("actor_id","at","seq");
--> statement-breakpoint
CREATE INDEX "audit_by_action" ON "audit_entries" USING btree ("action","at","seq");
--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit_entries" USING btree ("subject","at","seq");
--> statement-breakpoint
CREATE INDEX "audit_by_payment" ON "audit_entries" USING btree ("payment_id","at","seq") WHERE "audit_entries"."payment_id" is not null;
--> statement-breakpoint
INSERT INTO "audit_unlinked" SELECT "seq" FROM "audit_entries";
--> statement-breakpoint
CREATE FUNCTION refund_desk_add_unlinked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unlinked VALUES (NEW.seq) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_to_link AFTER INSERT ON "audit_entries" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_add_unlinked();
--> statement-breakpoint
CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_links"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_checkpoints"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
