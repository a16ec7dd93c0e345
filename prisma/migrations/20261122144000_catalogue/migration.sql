-- The texts of the catalogue of reasons as administrators have edited them. A reason without a row is explained by the
-- texts the product brings. A version is never changed: an earlier wording comes back as a later version.
CREATE TABLE catalogue_version (
  reason text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  texts jsonb NOT NULL CHECK (jsonb_typeof(texts -> 'fa') = 'object' AND jsonb_typeof(texts -> 'en') = 'object'),
  approval_id uuid NOT NULL UNIQUE REFERENCES approval (id),
  maker_id uuid NOT NULL REFERENCES operator (id),
  checker_id uuid NOT NULL REFERENCES operator (id),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (reason, version),
  CONSTRAINT catalogue_checked_by_another CHECK (checker_id <> maker_id)
);
CREATE INDEX catalogue_version_by_time ON catalogue_version (at);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON catalogue_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON catalogue_version EXECUTE FUNCTION refuse_change();

-- The catalogue is nobody's to write in the web process. This puts one approved wording in force, once, when the two who
-- asked and approved are administrators at work who each were signed in.
CREATE FUNCTION change_catalogue(asked_id uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval;
  next_version integer;
BEGIN
  SELECT * INTO asked FROM public.approval
  WHERE id = asked_id AND act = 'catalogue:change' AND state = 'approved' AND done_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no approved change of the catalogue waits under this id' USING ERRCODE = 'check_violation';
  END IF;
  IF 2 <> (SELECT count(*) FROM public.operator o
           JOIN (VALUES (asked.maker_id, asked.requested_at), (asked.checker_id, asked.decided_at)) who (id, acted_at) ON who.id = o.id
           WHERE o.role = 'admin' AND o.disabled_at IS NULL AND EXISTS (
             SELECT FROM public.staff_session s WHERE s.operator_id = o.id
               AND s.created_at BETWEEN who.acted_at - interval '24 hours' AND who.acted_at))
  THEN
    RAISE EXCEPTION 'a change of the catalogue takes two administrators' USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(max(c.version), 0) + 1 INTO next_version FROM public.catalogue_version c WHERE c.reason = asked.payload ->> 'reason';
  INSERT INTO public.catalogue_version (reason, version, texts, approval_id, maker_id, checker_id, at)
    VALUES (asked.payload ->> 'reason', next_version, asked.payload -> 'texts', asked.id, asked.maker_id, asked.checker_id, asked.decided_at);
  UPDATE public.approval SET done_at = asked.decided_at WHERE id = asked.id;
  RETURN next_version;
END $$;
REVOKE ALL ON FUNCTION change_catalogue(uuid) FROM PUBLIC;

GRANT SELECT ON catalogue_version TO ramzban_web;
GRANT EXECUTE ON FUNCTION change_catalogue(uuid) TO ramzban_web;
