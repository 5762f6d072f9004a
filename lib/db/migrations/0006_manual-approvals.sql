ALTER TABLE "manual_refunds" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "manual_refunds" ADD CONSTRAINT "manual_refunds_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manual_refunds" ADD CONSTRAINT "manual_refunds_approval_id_unique" UNIQUE("approval_id");--> statement-breakpoint
-- A refund or a manual refund with an approval is the one that enough other people have approved, of the same amount.
CREATE FUNCTION refund_desk_check_approved(
  wanted_id uuid, wanted_kind text, wanted_store text, wanted_payment text, wanted_actor text, wanted_amount bigint, wanted_currency text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  approval approvals%ROWTYPE;
  given integer;
BEGIN
  SELECT * INTO STRICT approval FROM approvals WHERE id = wanted_id;
  SELECT count(DISTINCT actor_id) INTO given FROM approval_events
    WHERE approval_id = approval.id AND kind = 'approved' AND revision = approval.revision;
  IF approval.state <> 'approved' OR approval.kind <> wanted_kind OR approval.store_id <> wanted_store
    OR approval.payment_id <> wanted_payment OR approval.requester_id <> wanted_actor
    OR approval.amount IS DISTINCT FROM wanted_amount OR approval.currency <> wanted_currency
    OR given < approval.approvers_needed THEN
    RAISE EXCEPTION 'this is not the % that approval % approves', wanted_kind, approval.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refund_desk_check_refund_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refund_desk_check_approved(
    NEW.approval_id, 'refund', NEW.store_id, NEW.payment_id, NEW.actor_id, NEW.confirmed_amount, NEW.currency);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_check_manual_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refund_desk_check_approved(
    NEW.approval_id, 'manual-refund', NEW.store_id, NEW.payment_id, NEW.actor_id, NEW.amount, NEW.currency);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER manual_refunds_approved BEFORE INSERT ON "manual_refunds" FOR EACH ROW
  WHEN (NEW.approval_id IS NOT NULL) EXECUTE FUNCTION refund_desk_check_manual_approval();
