CREATE TABLE "approval_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"n" bigint GENERATED ALWAYS AS IDENTITY (sequence name "approval_events_n_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"approval_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"code" text,
	"note" text DEFAULT '' NOT NULL,
	"frozen" jsonb,
	"changes" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "approval_events_actor" CHECK (("approval_events"."kind" in ('expired', 'voided')) or "approval_events"."actor_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "approval_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"conditions" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approval_settings" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"expiry_days" integer NOT NULL,
	"emergency_allowed" boolean NOT NULL,
	CONSTRAINT "approval_settings_one_row" CHECK ("approval_settings"."id"),
	CONSTRAINT "approval_settings_days" CHECK ("approval_settings"."expiry_days" between 1 and 30)
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"method" text,
	"pg_provider" text,
	"frozen" jsonb NOT NULL,
	"encrypted_request" text,
	"rule" jsonb NOT NULL,
	"approvers_needed" integer NOT NULL,
	"requester_id" text NOT NULL,
	"requester_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "approvals_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "approvals_state_known" CHECK ("approvals"."state" in ('waiting', 'returned', 'approved', 'rejected', 'withdrawn', 'expired', 'void')),
	CONSTRAINT "approvals_kind_known" CHECK ("approvals"."kind" in ('refund', 'manual-refund')),
	CONSTRAINT "approvals_amount_positive" CHECK ("approvals"."amount" > 0),
	CONSTRAINT "approvals_approvers" CHECK ("approvals"."approvers_needed" in (1, 2)),
	CONSTRAINT "approvals_end_known" CHECK (("approvals"."state" in ('waiting', 'returned')) = ("approvals"."ended_at" is null)),
	CONSTRAINT "approvals_request_wiped_at_end" CHECK (("approvals"."ended_at" is null) = ("approvals"."encrypted_request" is not null))
);
--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "emergency_why" text;--> statement-breakpoint
ALTER TABLE "approval_events" ADD CONSTRAINT "approval_events_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_events_by_approval" ON "approval_events" USING btree ("approval_id","n");--> statement-breakpoint
CREATE UNIQUE INDEX "approval_events_one_approval" ON "approval_events" USING btree ("approval_id","revision","actor_id") WHERE "approval_events"."kind" = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_one_open" ON "approvals" USING btree ("store_id","payment_id") WHERE "approvals"."state" in ('waiting', 'returned');--> statement-breakpoint
CREATE INDEX "approvals_to_expire" ON "approvals" USING btree ("expires_at") WHERE "approvals"."state" in ('waiting', 'returned');--> statement-breakpoint
CREATE INDEX "approvals_by_time" ON "approvals" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "approvals_by_requester" ON "approvals" USING btree ("requester_id","created_at");--> statement-breakpoint
CREATE INDEX "approvals_by_payment" ON "approvals" USING btree ("store_id","payment_id","created_at");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "manual_refunds_by_actor" ON "manual_refunds" USING btree ("actor_id","created_at");--> statement-breakpoint
CREATE INDEX "refunds_in_emergency" ON "refunds" USING btree ("created_at") WHERE "refunds"."emergency_why" is not null;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_approval_id_unique" UNIQUE("approval_id");--> statement-breakpoint
INSERT INTO "roles" ("id") VALUES ('approver');
--> statement-breakpoint
CREATE TRIGGER approval_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "approval_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_append_only();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_ended_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'approval % has ended (%) and cannot change', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_keep_ended BEFORE UPDATE ON "approvals" FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refund_desk_keep_ended_approval();
--> statement-breakpoint
CREATE TRIGGER approvals_keep BEFORE DELETE ON "approvals" FOR EACH ROW EXECUTE FUNCTION refund_desk_keep_ended_approval();
--> statement-breakpoint
-- Nobody approves what they asked for or amended.
CREATE FUNCTION refund_desk_check_approver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM approval_events
    WHERE approval_id = NEW.approval_id AND kind IN ('asked', 'amended') AND actor_id = NEW.actor_id
  ) THEN
    RAISE EXCEPTION 'approval % is of a request of the same person', NEW.approval_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approval_events_by_others BEFORE INSERT ON "approval_events" FOR EACH ROW
  WHEN (NEW.kind = 'approved') EXECUTE FUNCTION refund_desk_check_approver();
--> statement-breakpoint
-- A payment has one open refund or one open request for approval, never both. Both are written under the payment's lock.
CREATE FUNCTION refund_desk_check_no_open_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM refunds WHERE store_id = NEW.store_id AND payment_id = NEW.payment_id
      AND state IN ('submitting', 'pending', 'undecided')
  ) THEN
    RAISE EXCEPTION 'payment % has an open refund', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_no_open_refund BEFORE INSERT ON "approvals" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_check_no_open_refund();
--> statement-breakpoint
CREATE FUNCTION refund_desk_check_no_open_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM approvals WHERE store_id = NEW.store_id AND payment_id = NEW.payment_id
      AND state IN ('waiting', 'returned')
  ) THEN
    RAISE EXCEPTION 'payment % has a request that waits for approval', NEW.payment_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_no_open_approval BEFORE INSERT ON "refunds" FOR EACH ROW
  EXECUTE FUNCTION refund_desk_check_no_open_approval();
--> statement-breakpoint
-- The approver has not seen a manual refund that is recorded meanwhile.
CREATE TRIGGER manual_refunds_no_open_approval BEFORE INSERT ON "manual_refunds" FOR EACH ROW
  WHEN (NEW.reverses IS NULL) EXECUTE FUNCTION refund_desk_check_no_open_approval();
--> statement-breakpoint
-- A refund with an approval is the one that enough other people have approved, of the same amount.
CREATE FUNCTION refund_desk_check_refund_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  approval approvals%ROWTYPE;
  given integer;
BEGIN
  SELECT * INTO STRICT approval FROM approvals WHERE id = NEW.approval_id;
  SELECT count(DISTINCT actor_id) INTO given FROM approval_events
    WHERE approval_id = approval.id AND kind = 'approved' AND revision = approval.revision;
  IF approval.state <> 'approved' OR approval.store_id <> NEW.store_id OR approval.payment_id <> NEW.payment_id
    OR approval.requester_id <> NEW.actor_id OR approval.amount IS DISTINCT FROM NEW.confirmed_amount
    OR approval.currency <> NEW.currency OR given < approval.approvers_needed THEN
    RAISE EXCEPTION 'refund % is not the one that approval % approves', NEW.id, approval.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_approved BEFORE INSERT ON "refunds" FOR EACH ROW
  WHEN (NEW.approval_id IS NOT NULL) EXECUTE FUNCTION refund_desk_check_refund_approval();
--> statement-breakpoint
CREATE FUNCTION refund_desk_keep_refund_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the approval of refund % cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_keep_approval BEFORE UPDATE ON "refunds" FOR EACH ROW
  WHEN (OLD.approval_id IS DISTINCT FROM NEW.approval_id OR OLD.emergency_why IS DISTINCT FROM NEW.emergency_why)
  EXECUTE FUNCTION refund_desk_keep_refund_approval();
--> statement-breakpoint
-- What is asked for changes only with a new revision, by an amendment, whose approvals start again.
CREATE FUNCTION refund_desk_keep_frozen_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ROW(NEW.id, NEW.request_id, NEW.kind, NEW.store_id, NEW.payment_id, NEW.currency, NEW.requester_id, NEW.created_at)
      IS DISTINCT FROM
      ROW(OLD.id, OLD.request_id, OLD.kind, OLD.store_id, OLD.payment_id, OLD.currency, OLD.requester_id, OLD.created_at)
    OR NEW.revision NOT IN (OLD.revision, OLD.revision + 1)
    OR (NEW.revision = OLD.revision AND (
      NEW.amount <> OLD.amount OR NEW.frozen <> OLD.frozen OR NEW.rule <> OLD.rule
      OR NEW.approvers_needed < OLD.approvers_needed
      OR (NEW.encrypted_request IS NOT NULL AND NEW.encrypted_request <> OLD.encrypted_request)
    ))
  THEN
    RAISE EXCEPTION 'approval % cannot change without a new revision', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_keep_frozen BEFORE UPDATE ON "approvals" FOR EACH ROW EXECUTE FUNCTION refund_desk_keep_frozen_approval();
--> statement-breakpoint
CREATE TRIGGER approvals_announce AFTER INSERT OR UPDATE ON "approvals"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('worklists');
