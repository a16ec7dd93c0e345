-- The length of an app's codes is settled when its secret is drawn: a change of policy must not break what is in use.
ALTER TABLE enrollment_secret ADD COLUMN digits smallint CHECK (digits BETWEEN 5 AND 8);
UPDATE enrollment_secret s SET digits = CASE e.pin_kind WHEN 'first' THEN 6 ELSE 7 END
FROM activation a JOIN enrollment e ON e.id = a.enrollment_id WHERE a.id = s.activation_id;
ALTER TABLE enrollment_secret ALTER COLUMN digits SET NOT NULL;

-- A repeated answer comes with its members in the order of the first.
ALTER TABLE request_outcome ALTER COLUMN body TYPE json;

-- Wrong tries are of no use once their window has passed.
GRANT SELECT, DELETE ON wrong_token_try TO ramzban_worker;
CREATE INDEX ON wrong_token_try (at);
