-- A transfer that failed, or was dealt with, is news to whoever looks at the worklists.
CREATE TRIGGER failed_payouts_announce AFTER INSERT OR UPDATE ON "failed_payouts"
  FOR EACH STATEMENT EXECUTE FUNCTION refund_desk_announce_kind('worklists');
