-- The web process reads and asks; whatever an operator does is written by the channel server (docs/decisions/002).

GRANT INSERT, UPDATE ON customer_in_hand TO ramzban_channel;
GRANT SELECT, INSERT ON complaint, complaint_event TO ramzban_channel;
GRANT UPDATE (state, assignee_id, open_since, due_at, first_closed_at, closed_at, outcome, open_seconds, reopened_count)
  ON complaint TO ramzban_channel;
GRANT SELECT, INSERT, DELETE ON complaint_view TO ramzban_channel;
GRANT SELECT ON catalogue_version, payee, name_word TO ramzban_channel;
GRANT INSERT ON approval TO ramzban_channel;
GRANT UPDATE (state, checker_id, decided_at, decision_reason, changes, standing_until) ON approval TO ramzban_channel;
GRANT EXECUTE ON FUNCTION change_policy(uuid), change_catalogue(uuid) TO ramzban_channel;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ramzban_web;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ramzban_web;
REVOKE ALL ON FUNCTION change_policy(uuid), change_catalogue(uuid) FROM ramzban_web;

-- No row of another table of secrets, of a text on its way, or of a rate is its business.
GRANT SELECT ON policy, installation, branch, operator, staff_session, customer, card, guard, customer_in_hand, device, enrollment,
  activation_token, activation, channel_client, otp_request, verification, sms_message, audit_event, approval, proof, complaint,
  complaint_event, complaint_view, catalogue_version, payee, name_word, refused_signature TO ramzban_web;

-- Whose session it was ended before is nobody's hand any more: a change of the bank's settings takes two administrators who
-- each were signed in when they asked and approved.
CREATE OR REPLACE FUNCTION take_approved_change(asked_id uuid, asked_act text) RETURNS public.approval
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval;
  subject text := split_part(asked_act, ':', 1);
BEGIN
  SELECT * INTO asked FROM public.approval
  WHERE id = asked_id AND act = asked_act AND state = 'approved' AND done_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no approved change of the % waits under this id', subject USING ERRCODE = 'check_violation';
  END IF;
  IF 2 <> (SELECT count(*) FROM public.operator o
           JOIN (VALUES (asked.maker_id, asked.requested_at), (asked.checker_id, asked.decided_at)) who (id, acted_at) ON who.id = o.id
           WHERE o.role = 'admin' AND o.disabled_at IS NULL AND EXISTS (
             SELECT FROM public.staff_session s WHERE s.operator_id = o.id
               AND s.created_at BETWEEN who.acted_at - interval '24 hours' AND who.acted_at
               AND (s.revoked_at IS NULL OR s.revoked_at >= who.acted_at)))
  THEN
    RAISE EXCEPTION 'a change of the % takes two administrators', subject USING ERRCODE = 'check_violation';
  END IF;
  UPDATE public.approval SET done_at = asked.decided_at WHERE id = asked.id;
  RETURN asked;
END $$;

-- A role may set its own timeouts otherwise. Whoever took the web process over could hold a snapshot open for ever: the worker
-- ends what stays longer than any page or search takes.
CREATE FUNCTION end_overstays(limit_seconds integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM (
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = 'ramzban_web' AND datname = current_database() AND state <> 'idle'
      AND coalesce(xact_start, query_start) < clock_timestamp() - make_interval(secs => greatest(limit_seconds, 12))
  ) ended
$$;
REVOKE ALL ON FUNCTION end_overstays(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_overstays(integer) TO ramzban_worker;
