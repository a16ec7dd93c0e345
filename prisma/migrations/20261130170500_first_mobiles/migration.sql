-- Core banking gave a customer who has cards a first mobile: it cools off, and the branch is told until one of its staff has
-- opened the customer's record.
CREATE TABLE first_mobile (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL REFERENCES customer (id),
  at timestamptz(3) NOT NULL,
  seen_at timestamptz(3),
  seen_by uuid REFERENCES operator (id),
  CONSTRAINT first_mobile_seen_by_somebody CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX first_mobile_unseen ON first_mobile (at) WHERE seen_at IS NULL;
CREATE INDEX first_mobile_of_customer ON first_mobile (customer_id) WHERE seen_at IS NULL;

GRANT SELECT, INSERT, UPDATE (seen_at, seen_by) ON first_mobile TO ramzban_channel;
GRANT SELECT ON first_mobile TO ramzban_web;
