-- What a customer, or somebody the bank cannot name, came with; its history stands in complaint_event.
CREATE TABLE complaint (
  id uuid PRIMARY KEY,
  number integer NOT NULL GENERATED ALWAYS AS IDENTITY (START WITH 100001) UNIQUE,
  kind text NOT NULL CHECK (kind IN ('sms_not_received', 'code_refused', 'app_will_not_install', 'app_or_sms_question',
    'atm_menu_missing', 'not_me')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'reopened')),
  customer_id uuid REFERENCES customer (id),
  mobile text,
  branch_id uuid REFERENCES branch (id),
  verification_id uuid,
  assignee_id uuid REFERENCES operator (id),
  opened_at timestamptz(3) NOT NULL,
  open_since timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  first_closed_at timestamptz(3),
  closed_at timestamptz(3),
  outcome text CHECK (outcome IN ('explained', 'code_sent_again', 'activated_anew', 'device_replaced', 'unlocked',
    'mobile_corrected', 'fraud_reported', 'bank_fault', 'other_party_fault', 'no_fault_found', 'customer_withdrew')),
  open_seconds bigint NOT NULL DEFAULT 0 CHECK (open_seconds >= 0),
  reopened_count integer NOT NULL DEFAULT 0 CHECK (reopened_count >= 0),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK (state = 'open' OR first_closed_at IS NOT NULL),
  CHECK (verification_id IS NULL OR customer_id IS NOT NULL),
  CHECK (customer_id IS NOT NULL OR kind IN ('app_will_not_install', 'app_or_sms_question')),
  CHECK (mobile IS NULL OR customer_id IS NULL)
);
CREATE UNIQUE INDEX complaint_one_open ON complaint (verification_id) WHERE state <> 'closed';
CREATE INDEX ON complaint (customer_id);
CREATE INDEX ON complaint (due_at, id) WHERE state <> 'closed';
CREATE INDEX ON complaint (assignee_id, due_at) WHERE state <> 'closed';
CREATE INDEX ON complaint (closed_at, id) WHERE state = 'closed';
CREATE INDEX ON complaint (first_closed_at);
CREATE INDEX ON complaint (opened_at);

-- A number is given once, what a complaint is about does not change, and only a closed one is reopened.
CREATE FUNCTION keep_complaint() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a complaint is kept: DELETE refused' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NOT (OLD.state || ' ' || NEW.state) = ANY (ARRAY['open open', 'open closed', 'reopened reopened', 'reopened closed',
    'closed reopened']) THEN
    RAISE EXCEPTION 'a complaint that is % does not become %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.id, OLD.number, OLD.kind, OLD.customer_id, OLD.mobile, OLD.verification_id, OLD.opened_at)
    IS DISTINCT FROM (NEW.id, NEW.number, NEW.kind, NEW.customer_id, NEW.mobile, NEW.verification_id, NEW.opened_at)
    OR OLD.first_closed_at IS NOT NULL AND OLD.first_closed_at IS DISTINCT FROM NEW.first_closed_at THEN
    RAISE EXCEPTION 'what a complaint is about does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON complaint FOR EACH ROW EXECUTE FUNCTION keep_complaint();

CREATE TABLE complaint_event (
  id uuid PRIMARY KEY,
  complaint_id uuid NOT NULL REFERENCES complaint (id),
  at timestamptz(3) NOT NULL,
  kind text NOT NULL CHECK (kind IN ('opened', 'noted', 'assigned', 'due_changed', 'closed', 'reopened')),
  operator_id uuid NOT NULL REFERENCES operator (id),
  submission_id uuid NOT NULL,
  note text,
  assignee_id uuid REFERENCES operator (id),
  due_at timestamptz(3),
  outcome text,
  UNIQUE (operator_id, submission_id),
  CHECK (kind NOT IN ('noted', 'closed', 'reopened') OR note IS NOT NULL),
  CHECK ((kind = 'closed') = (outcome IS NOT NULL)),
  CHECK (kind NOT IN ('opened', 'due_changed', 'reopened') OR due_at IS NOT NULL)
);
CREATE INDEX ON complaint_event (complaint_id, at, id);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON complaint_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON complaint_event EXECUTE FUNCTION refuse_change();

-- A queue that somebody narrowed and wants again, under a name of their own.
CREATE TABLE complaint_view (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operator (id),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 40),
  query text NOT NULL CHECK (char_length(query) <= 300),
  created_at timestamptz(3) NOT NULL,
  UNIQUE (operator_id, name)
);

GRANT SELECT, INSERT ON complaint, complaint_event TO ramzban_web;
GRANT UPDATE (state, assignee_id, open_since, due_at, first_closed_at, closed_at, outcome, open_seconds, reopened_count)
  ON complaint TO ramzban_web;
GRANT SELECT, INSERT, DELETE ON complaint_view TO ramzban_web;
