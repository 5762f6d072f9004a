CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
DROP INDEX "payments_by_status";--> statement-breakpoint
DROP INDEX "payments_by_deadline";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "search" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "search_keys" text[];--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "kind" bigint GENERATED ALWAYS AS (hashtextextended(status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency, 0)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "cancellations_by_id" ON "cancellations" USING btree ("id");--> statement-breakpoint
CREATE INDEX "cancellations_by_pg_id" ON "cancellations" USING btree ("pg_cancellation_id") WHERE "cancellations"."pg_cancellation_id" is not null;--> statement-breakpoint
CREATE INDEX "cancellations_by_time" ON "cancellations" USING btree ("cancelled_at");--> statement-breakpoint
CREATE INDEX "payments_by_kind" ON "payments" USING btree ("kind","requested_at","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_payment" ON "payments" USING btree (coalesce(paid_at, '-infinity'::timestamptz),"store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_amount" ON "payments" USING btree ("currency","total","store_id","id");--> statement-breakpoint
CREATE INDEX "payments_by_search" ON "payments" USING gin ("search" gin_trgm_ops,"search_keys") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "payments_by_refund_deadline" ON "payments" USING btree (coalesce(refundable_until, 'infinity'::timestamptz),"store_id","id");--> statement-breakpoint
-- How many payments of each kind there are, as a sum that belongs to no day. Folded with the other sums.
CREATE OR REPLACE VIEW counted_payments AS
  SELECT store_id, id AS payment_id, (paid_at AT TIME ZONE 'Asia/Seoul')::date AS day,
    channel_type IS NOT DISTINCT FROM 'TEST' AS test, currency, 'paid'::text AS measure, ''::text AS key,
    total AS amount
  FROM payments WHERE paid_at IS NOT NULL
  UNION ALL
  SELECT store_id, id, '-infinity'::date, channel_type IS NOT DISTINCT FROM 'TEST', currency, 'kind',
    status || '|' || coalesce(method_type, '') || '|' || coalesce(pg_provider, '') || '|' || coalesce(channel_type, '') || '|' || currency,
    0
  FROM payments;
--> statement-breakpoint
-- As before, but for the kind, which has a trigger of its own: it changes far more often than the rest.
CREATE OR REPLACE FUNCTION refund_desk_recount_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE WHEN TG_WHEN = 'BEFORE' THEN -1 ELSE 1 END;
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_payments
  WHERE store_id = OLD.store_id AND payment_id = OLD.id AND measure <> 'kind'
  UNION ALL
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_cancellations
  WHERE store_id = OLD.store_id AND payment_id = OLD.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION refund_desk_recount_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT '-infinity', row.channel_type IS NOT DISTINCT FROM 'TEST', row.currency, 'kind',
    row.status || '|' || coalesce(row.method_type, '') || '|' || coalesce(row.pg_provider, '') || '|' || coalesce(row.channel_type, '') || '|' || row.currency,
    row.sign, 0
  FROM (VALUES
    (-1, OLD.status, OLD.method_type, OLD.pg_provider, OLD.channel_type, OLD.currency),
    (1, NEW.status, NEW.method_type, NEW.pg_provider, NEW.channel_type, NEW.currency)
  ) AS row (sign, status, method_type, pg_provider, channel_type, currency);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_recount_kind AFTER UPDATE ON "payments" FOR EACH ROW
  WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION refund_desk_recount_kind();
--> statement-breakpoint
INSERT INTO daily_sums (day, test, currency, measure, key, count, amount)
SELECT day, test, currency, measure, key, count(*), sum(amount) FROM counted_payments WHERE measure = 'kind'
GROUP BY day, test, currency, measure, key;
