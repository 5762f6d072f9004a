-- What changed is announced to every instance when the transaction commits: kind, id and version, never content. A
-- payment's screens change when its story does. The same announcement is sent once a transaction.
CREATE FUNCTION refund_desk_announce_story() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A notification takes 8,000 bytes; a change that cannot be named is still announced.
  PERFORM pg_notify(
    'desk_changes',
    CASE WHEN octet_length(store_id) + octet_length(payment_id) > 2000 THEN '{"kind":"missed"}'
    ELSE json_build_object('kind', 'payment', 'store', store_id, 'id', payment_id, 'version', max(seq))::text END)
  FROM told GROUP BY store_id, payment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER timeline_entries_announce AFTER INSERT ON "timeline_entries"
  REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_story();
--> statement-breakpoint
CREATE FUNCTION refund_desk_announce_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('desk_changes', json_build_object('kind', TG_ARGV[0])::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_announce AFTER INSERT OR UPDATE ON "deliveries"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('webhooks');
--> statement-breakpoint
CREATE TRIGGER findings_announce AFTER INSERT OR UPDATE ON "findings"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('findings');
--> statement-breakpoint
CREATE TRIGGER failed_refunds_announce AFTER INSERT OR UPDATE ON "failed_refunds"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('worklists');
