-- A refund that has ended never changes again.
CREATE FUNCTION refund_desk_keep_ended_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'refund % has ended (%) and cannot change', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_keep_ended BEFORE UPDATE OR DELETE ON "refunds"
  FOR EACH ROW WHEN (OLD.state IN ('succeeded', 'failed')) EXECUTE FUNCTION refund_desk_keep_ended_refund();
--> statement-breakpoint
-- A cancellation that has ended keeps its end, and no cancellation is ever taken away.
CREATE FUNCTION refund_desk_keep_ended_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'cancellation % cannot leave %', OLD.id, OLD.status USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER cancellations_keep_ended BEFORE UPDATE ON "cancellations"
  FOR EACH ROW WHEN (OLD.status IN ('SUCCEEDED', 'FAILED') AND NEW.status IS DISTINCT FROM OLD.status)
  EXECUTE FUNCTION refund_desk_keep_ended_cancellation();
--> statement-breakpoint
CREATE TRIGGER cancellations_keep BEFORE DELETE ON "cancellations"
  FOR EACH ROW EXECUTE FUNCTION refund_desk_keep_ended_cancellation();
--> statement-breakpoint
-- The story and the audit are written once.
CREATE FUNCTION refund_desk_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE TRIGGER timeline_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "timeline_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
