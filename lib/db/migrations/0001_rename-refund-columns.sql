-- A refund ends, and a balance lock is not a lock of the database. Nothing is settled here: settlement is the PG's payout.
ALTER TABLE "refunds" RENAME COLUMN "settled_at" TO "ended_at";
--> statement-breakpoint
ALTER TABLE "refunds" RENAME CONSTRAINT "refunds_settled_when_ended" TO "refunds_end_known";
--> statement-breakpoint
ALTER TABLE "refunds" RENAME COLUMN "lock_amount" TO "balance_lock";
--> statement-breakpoint
ALTER TABLE "refunds" RENAME COLUMN "lock_from" TO "balance_lock_source";
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refund_desk_list_failed_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO failed_refunds (refund_id, failed_at) VALUES (NEW.id, NEW.ended_at) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
ALTER TABLE "timeline_entries" DISABLE TRIGGER timeline_entries_append_only;
--> statement-breakpoint
UPDATE "timeline_entries" SET "entry" = jsonb_set("entry", '{kind}', '"refund-state-changed"')
WHERE "entry" ->> 'kind' = 'refund-settled';
--> statement-breakpoint
UPDATE "timeline_entries" SET "entry" = ("entry" - 'lock') || jsonb_build_object('balanceLock', "entry" -> 'lock')
WHERE "entry" ? 'lock';
--> statement-breakpoint
ALTER TABLE "timeline_entries" ENABLE TRIGGER timeline_entries_append_only;
--> statement-breakpoint
ALTER TABLE "audit_entries" DISABLE TRIGGER audit_entries_append_only;
--> statement-breakpoint
UPDATE "audit_entries" SET "action" = 'refund.state-changed' WHERE "action" = 'refund.settled';
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE TRIGGER audit_entries_append_only;
