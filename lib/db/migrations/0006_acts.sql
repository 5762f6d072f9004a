CREATE TABLE "acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"store_id" text NOT NULL,
	"payment_id" text NOT NULL,
	"transaction_id" text NOT NULL,
	"kind" text NOT NULL,
	"cancellation_id" text,
	"state" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"answer" jsonb,
	"ended_at" timestamp with time zone,
	"check_at" timestamp with time zone,
	CONSTRAINT "acts_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "acts_state_known" CHECK ("acts"."state" in ('open', 'done', 'refused', 'overtaken', 'not-done')),
	CONSTRAINT "acts_kind_known" CHECK ("acts"."kind" in ('close-account', 'cancel-receipt', 'stop-cancellation')),
	CONSTRAINT "acts_stop_names" CHECK (("acts"."kind" = 'stop-cancellation') = ("acts"."cancellation_id" is not null)),
	CONSTRAINT "acts_ended" CHECK (("acts"."state" = 'open') = ("acts"."ended_at" is null)),
	CONSTRAINT "acts_checked_while_open" CHECK (("acts"."state" = 'open') = ("acts"."check_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "cancellations" ADD COLUMN "stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "acts" ADD CONSTRAINT "acts_store_id_payment_id_payments_store_id_id_fk" FOREIGN KEY ("store_id","payment_id") REFERENCES "public"."payments"("store_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "acts_one_open" ON "acts" USING btree ("store_id","payment_id","kind",coalesce("cancellation_id", '')) WHERE "acts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "acts_by_payment" ON "acts" USING btree ("store_id","payment_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "acts_to_check" ON "acts" USING btree ("check_at") WHERE "acts"."check_at" is not null;--> statement-breakpoint
-- An act that has ended never changes again, and none is ever taken away.
CREATE FUNCTION refund_desk_keep_ended_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'act % has ended (%) and cannot change', OLD.id, OLD.state USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER acts_keep_ended BEFORE UPDATE ON "acts"
  FOR EACH ROW WHEN (OLD.state <> 'open') EXECUTE FUNCTION refund_desk_keep_ended_act();
--> statement-breakpoint
CREATE TRIGGER acts_keep BEFORE DELETE ON "acts"
  FOR EACH ROW EXECUTE FUNCTION refund_desk_keep_ended_act();
