-- What one member of staff asks another to approve. The database holds that nobody approves their own request, that one
-- thing is asked for once at a time, that what was asked stays as it was asked, and that a decision is final.

CREATE TABLE approval (
  id uuid PRIMARY KEY,
  act text NOT NULL CHECK (act IN ('activation_token:reissue', 'activation_token:reprint', 'device:deactivate',
    'enrollment:deactivate', 'guard:unlock', 'cooling_off:lift', 'policy:change', 'catalogue:change')),
  customer_id uuid REFERENCES customer (id),
  card_id uuid REFERENCES card (id),
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  subject_key text NOT NULL,
  payload jsonb NOT NULL CHECK (jsonb_typeof(payload) = 'object'),
  shown jsonb NOT NULL CHECK (jsonb_typeof(shown) = 'object'),
  facts_version text NOT NULL,
  reason text NOT NULL CHECK (length(reason) >= 3),
  proof text,
  maker_id uuid NOT NULL REFERENCES operator (id),
  maker_role text NOT NULL,
  maker_branch_id uuid REFERENCES branch (id),
  requested_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL CHECK (expires_at > requested_at),
  state text NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'expired', 'stale')),
  checker_id uuid REFERENCES operator (id),
  decided_at timestamptz(3),
  decision_reason text,
  changes jsonb,
  standing_until timestamptz(3),
  done_at timestamptz(3),
  CONSTRAINT approval_checked_by_another CHECK (checker_id <> maker_id),
  CONSTRAINT approval_about_one_customer CHECK ((customer_id IS NULL) = (act IN ('policy:change', 'catalogue:change'))),
  CONSTRAINT approval_decided_or_open CHECK ((state = 'open') = (decided_at IS NULL)),
  CONSTRAINT approval_checker_decides CHECK ((state IN ('approved', 'rejected', 'stale')) = (checker_id IS NOT NULL)),
  CONSTRAINT approval_rejected_with_reason CHECK (state <> 'rejected' OR length(coalesce(decision_reason, '')) >= 3),
  CONSTRAINT approval_stale_by_changes CHECK ((state = 'stale') = (changes IS NOT NULL)),
  CONSTRAINT approval_done_when_approved CHECK (state = 'approved' OR (done_at IS NULL AND standing_until IS NULL))
);
CREATE UNIQUE INDEX approval_one_open ON approval (act, subject_key) WHERE state = 'open';
CREATE INDEX approval_open ON approval (requested_at, id) WHERE state = 'open';
CREATE INDEX approval_standing ON approval (subject_key) WHERE state = 'approved' AND done_at IS NULL;
CREATE INDEX approval_of_customer ON approval (customer_id, requested_at, id);
CREATE INDEX approval_of_maker ON approval (maker_id, requested_at, id);
CREATE INDEX approval_by_time ON approval (requested_at, id);

CREATE FUNCTION open_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.state <> 'open' THEN
    RAISE EXCEPTION 'an approval begins as a request' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER begins_open BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION open_approval();

-- What was asked never changes; a decision is made once; afterwards only an approved act can still be marked as done.
CREATE FUNCTION keep_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF ROW (NEW.id, NEW.act, NEW.customer_id, NEW.card_id, NEW.subject_kind, NEW.subject_id, NEW.subject_key, NEW.payload, NEW.shown,
      NEW.facts_version, NEW.reason, NEW.proof, NEW.maker_id, NEW.maker_role, NEW.maker_branch_id, NEW.requested_at, NEW.expires_at)
    IS DISTINCT FROM
      ROW (OLD.id, OLD.act, OLD.customer_id, OLD.card_id, OLD.subject_kind, OLD.subject_id, OLD.subject_key, OLD.payload, OLD.shown,
      OLD.facts_version, OLD.reason, OLD.proof, OLD.maker_id, OLD.maker_role, OLD.maker_branch_id, OLD.requested_at, OLD.expires_at)
  THEN
    RAISE EXCEPTION 'what an approval was asked for stays as it was asked' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state <> 'open' AND (OLD.done_at IS NOT NULL OR
      ROW (NEW.state, NEW.checker_id, NEW.decided_at, NEW.decision_reason, NEW.changes, NEW.standing_until) IS DISTINCT FROM
      ROW (OLD.state, OLD.checker_id, OLD.decided_at, OLD.decision_reason, OLD.changes, OLD.standing_until))
  THEN
    RAISE EXCEPTION 'an approval is % and stays so', OLD.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION keep_approval();

-- Whoever approves is at work, and of a role (and of the customer's branch) that may check such an act.
CREATE FUNCTION check_approver() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM FROM public.operator o WHERE o.id = NEW.checker_id AND o.disabled_at IS NULL AND CASE
    WHEN NEW.customer_id IS NULL THEN o.role = 'admin'
    ELSE o.role = 'fraud' OR (o.role = 'branch' AND o.branch_id = (SELECT k.branch_id FROM public.customer k WHERE k.id = NEW.customer_id))
  END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this member of staff does not check such an act' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER checked_by_a_checker BEFORE UPDATE ON approval FOR EACH ROW
  WHEN (OLD.state = 'open' AND NEW.state = 'approved') EXECUTE FUNCTION check_approver();

CREATE TRIGGER append_only BEFORE DELETE ON approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON approval EXECUTE FUNCTION refuse_change();

-- The policy is nobody's to write in the web process. This lays one approved change over it, once, when the two who asked and
-- approved are administrators at work who each were signed in: sessions are opened by the channel server alone.
CREATE FUNCTION change_policy(asked_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval;
BEGIN
  SELECT * INTO asked FROM public.approval
  WHERE id = asked_id AND act = 'policy:change' AND state = 'approved' AND done_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no approved change of the policy waits under this id' USING ERRCODE = 'check_violation';
  END IF;
  IF 2 <> (SELECT count(*) FROM public.operator o
           JOIN (VALUES (asked.maker_id, asked.requested_at), (asked.checker_id, asked.decided_at)) who (id, acted_at) ON who.id = o.id
           WHERE o.role = 'admin' AND o.disabled_at IS NULL AND EXISTS (
             SELECT FROM public.staff_session s WHERE s.operator_id = o.id
               AND s.created_at BETWEEN who.acted_at - interval '24 hours' AND who.acted_at))
  THEN
    RAISE EXCEPTION 'a change of the policy takes two administrators' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.policy (overrides, updated_at) VALUES (asked.payload -> 'changes', asked.decided_at)
    ON CONFLICT (singleton) DO UPDATE
      SET overrides = policy.overrides || EXCLUDED.overrides, updated_at = greatest(policy.updated_at, EXCLUDED.updated_at);
  UPDATE public.approval SET done_at = asked.decided_at WHERE id = asked.id;
END $$;
REVOKE ALL ON FUNCTION change_policy(uuid) FROM PUBLIC;

GRANT SELECT ON approval TO ramzban_web, ramzban_channel, ramzban_worker;
GRANT INSERT ON approval TO ramzban_web;
GRANT UPDATE (state, checker_id, decided_at, decision_reason, changes, standing_until, done_at) ON approval TO ramzban_web;
GRANT UPDATE (done_at) ON approval TO ramzban_channel;
GRANT UPDATE (state, decided_at) ON approval TO ramzban_worker;
GRANT EXECUTE ON FUNCTION change_policy(uuid) TO ramzban_web;
