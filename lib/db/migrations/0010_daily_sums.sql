CREATE TABLE "daily_sum_changes" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"test" boolean NOT NULL,
	"currency" text NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_sums" (
	"day" date NOT NULL,
	"test" boolean NOT NULL,
	"currency" text NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"count" bigint NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "daily_sums_test_day_currency_measure_key_pk" PRIMARY KEY("test","day","currency","measure","key")
);
--> statement-breakpoint
-- What each payment counts as. The triggers, the first fill and the test that scans all say it by these two views.
CREATE VIEW counted_payments AS
  SELECT store_id, id AS payment_id, (paid_at AT TIME ZONE 'Asia/Seoul')::date AS day,
    channel_type IS NOT DISTINCT FROM 'TEST' AS test, currency, 'paid'::text AS measure, ''::text AS key,
    total AS amount
  FROM payments WHERE paid_at IS NOT NULL;
--> statement-breakpoint
-- What each cancellation counts as, once for the whole and once for each thing that it is divided by. The key of the
-- reason is empty where no refund of ours made it, and '-' where that refund was asked for without one of the reasons.
CREATE VIEW counted_cancellations AS
  SELECT c.store_id, c.payment_id, c.id,
    (coalesce(c.cancelled_at, c.requested_at) AT TIME ZONE 'Asia/Seoul')::date AS day,
    p.channel_type IS NOT DISTINCT FROM 'TEST' AS test, p.currency, part.measure, part.key, c.total_amount AS amount
  FROM cancellations c
  JOIN payments p ON p.store_id = c.store_id AND p.id = c.payment_id
  LEFT JOIN refunds r ON r.id = c.refund_id
  CROSS JOIN LATERAL (VALUES
    ('refunded'::text, ''::text),
    ('method', coalesce(p.method_type, '')),
    ('pg', coalesce(p.pg_provider, '')),
    ('reason', CASE WHEN c.refund_id IS NULL THEN '' ELSE coalesce(r.reason_code, '-') END),
    ('took', CASE
      WHEN c.cancelled_at IS NULL THEN 'unknown'
      WHEN c.cancelled_at - c.requested_at < interval '1 minute' THEN 'minute'
      WHEN c.cancelled_at - c.requested_at < interval '1 hour' THEN 'hour'
      WHEN c.cancelled_at - c.requested_at < interval '1 day' THEN 'day'
      WHEN c.cancelled_at - c.requested_at < interval '3 days' THEN 'three-days'
      ELSE 'longer' END)
  ) AS part (measure, key)
  WHERE c.status = 'SUCCEEDED';
--> statement-breakpoint
CREATE FUNCTION refund_desk_count_new_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT v.day, v.test, v.currency, v.measure, v.key, count(*), sum(v.amount)
  FROM added a JOIN counted_payments v ON v.store_id = a.store_id AND v.payment_id = a.id
  GROUP BY v.day, v.test, v.currency, v.measure, v.key;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_count_new AFTER INSERT ON "payments"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_count_new_payments();
--> statement-breakpoint
CREATE FUNCTION refund_desk_count_new_cancellations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Most statements find the cancellation there already and only bring it up to date.
  IF EXISTS (SELECT FROM added) THEN
    INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
    SELECT v.day, v.test, v.currency, v.measure, v.key, count(*), sum(v.amount)
    FROM added a
    JOIN counted_cancellations v ON v.store_id = a.store_id AND v.payment_id = a.payment_id AND v.id = a.id
    GROUP BY v.day, v.test, v.currency, v.measure, v.key;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cancellations_count_new AFTER INSERT ON "cancellations"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_count_new_cancellations();
--> statement-breakpoint
-- A change takes away what the row counted as before it, while the view still shows that, and adds what it counts as
-- after it.
CREATE FUNCTION refund_desk_recount_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE WHEN TG_WHEN = 'BEFORE' THEN -1 ELSE 1 END;
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_cancellations
  WHERE store_id = OLD.store_id AND payment_id = OLD.payment_id AND id = OLD.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER cancellations_uncount BEFORE UPDATE ON "cancellations" FOR EACH ROW
  WHEN ((OLD.status, OLD.total_amount, OLD.requested_at, OLD.cancelled_at, OLD.refund_id)
    IS DISTINCT FROM (NEW.status, NEW.total_amount, NEW.requested_at, NEW.cancelled_at, NEW.refund_id))
  EXECUTE FUNCTION refund_desk_recount_cancellation();
--> statement-breakpoint
CREATE TRIGGER cancellations_recount AFTER UPDATE ON "cancellations" FOR EACH ROW
  WHEN ((OLD.status, OLD.total_amount, OLD.requested_at, OLD.cancelled_at, OLD.refund_id)
    IS DISTINCT FROM (NEW.status, NEW.total_amount, NEW.requested_at, NEW.cancelled_at, NEW.refund_id))
  EXECUTE FUNCTION refund_desk_recount_cancellation();
--> statement-breakpoint
-- The cancellations of a payment are divided by what it is of; every writer of them holds its row.
CREATE FUNCTION refund_desk_recount_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sign integer := CASE WHEN TG_WHEN = 'BEFORE' THEN -1 ELSE 1 END;
BEGIN
  INSERT INTO daily_sum_changes (day, test, currency, measure, key, count, amount)
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_payments
  WHERE store_id = OLD.store_id AND payment_id = OLD.id
  UNION ALL
  SELECT day, test, currency, measure, key, sign, sign * amount FROM counted_cancellations
  WHERE store_id = OLD.store_id AND payment_id = OLD.id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_uncount BEFORE UPDATE ON "payments" FOR EACH ROW
  WHEN ((OLD.paid_at, OLD.total, OLD.currency, OLD.channel_type, OLD.method_type, OLD.pg_provider)
    IS DISTINCT FROM (NEW.paid_at, NEW.total, NEW.currency, NEW.channel_type, NEW.method_type, NEW.pg_provider))
  EXECUTE FUNCTION refund_desk_recount_payment();
--> statement-breakpoint
CREATE TRIGGER payments_recount AFTER UPDATE ON "payments" FOR EACH ROW
  WHEN ((OLD.paid_at, OLD.total, OLD.currency, OLD.channel_type, OLD.method_type, OLD.pg_provider)
    IS DISTINCT FROM (NEW.paid_at, NEW.total, NEW.currency, NEW.channel_type, NEW.method_type, NEW.pg_provider))
  EXECUTE FUNCTION refund_desk_recount_payment();
--> statement-breakpoint
INSERT INTO daily_sums (day, test, currency, measure, key, count, amount)
SELECT day, test, currency, measure, key, count(*), sum(amount) FROM (
  SELECT day, test, currency, measure, key, amount FROM counted_payments
  UNION ALL
  SELECT day, test, currency, measure, key, amount FROM counted_cancellations
) AS counted GROUP BY day, test, currency, measure, key;
