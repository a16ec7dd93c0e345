-- A request and a message change once or twice soon after they are written (used, expired, sent, delivered). With room left in
-- their pages the new version stays beside the old one, and no index is written again: a storage parameter is not inherited,
-- so each month gets its own.
CREATE OR REPLACE FUNCTION ensure_partitions(months_ahead integer, months_back integer DEFAULT 0) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  parent text; starts timestamptz; ends timestamptz; part text; made integer := 0;
BEGIN
  IF months_ahead NOT BETWEEN 0 AND 120 OR months_back NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'months must lie in 0..120';
  END IF;
  PERFORM set_config('lock_timeout', '2s', true);
  PERFORM pg_advisory_xact_lock(hashtext('ensure_partitions'));
  FOREACH parent IN ARRAY ARRAY['verification', 'otp_request', 'sms_message', 'audit_event'] LOOP
    FOR offset_months IN -months_back..months_ahead LOOP
      starts := date_trunc('month', now()) + make_interval(months => offset_months);
      ends := starts + interval '1 month';
      part := parent || to_char(starts, '_YYYY_MM');
      CONTINUE WHEN to_regclass('public.' || part) IS NOT NULL;
      EXECUTE format('CREATE TABLE public.%I (LIKE public.%I INCLUDING ALL, CHECK (at >= %L AND at < %L))', part, parent, starts, ends);
      EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', parent, part, starts, ends);
      IF parent IN ('otp_request', 'sms_message') THEN
        EXECUTE format('ALTER TABLE public.%I SET (fillfactor = 75)', part);
      END IF;
      IF parent IN ('verification', 'audit_event') THEN
        EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON public.%I EXECUTE FUNCTION public.refuse_change()', part);
      END IF;
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent IN ('otp_request'::regclass, 'sms_message'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s SET (fillfactor = 75)', part);
  END LOOP;
END $$;
