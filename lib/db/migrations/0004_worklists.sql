CREATE TABLE "failed_refunds" (
	"refund_id" uuid PRIMARY KEY NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone,
	"handled_by_id" text,
	"handled_by_name" text,
	"note" text,
	CONSTRAINT "failed_refunds_handled_whole" CHECK (("failed_refunds"."handled_at" is null) = ("failed_refunds"."handled_by_name" is null))
);
--> statement-breakpoint
ALTER TABLE "failed_refunds" ADD CONSTRAINT "failed_refunds_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failed_refunds_open" ON "failed_refunds" USING btree ("failed_at","refund_id") WHERE "failed_refunds"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "deliveries_by_time" ON "deliveries" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "deliveries_unprocessed" ON "deliveries" USING btree ("state","received_at","id") WHERE "deliveries"."state" <> 'processed';--> statement-breakpoint
CREATE INDEX "refunds_by_time" ON "refunds" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_by_state" ON "refunds" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_by_payment_id" ON "refunds" USING btree ("payment_id" text_pattern_ops);--> statement-breakpoint
-- What has failed waits for somebody to deal with it, whatever path the failure came by; what failed before does too.
CREATE FUNCTION refund_desk_list_failed_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO failed_refunds (refund_id, failed_at) VALUES (NEW.id, NEW.settled_at) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER refunds_list_failed AFTER INSERT OR UPDATE OF state ON "refunds"
  FOR EACH ROW WHEN (NEW.state = 'failed') EXECUTE FUNCTION refund_desk_list_failed_refund();
--> statement-breakpoint
INSERT INTO failed_refunds (refund_id, failed_at) SELECT id, settled_at FROM refunds WHERE state = 'failed';
