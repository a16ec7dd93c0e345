-- Who tried at a guard (docs/decisions/019): the counts of its sources stand in its own row, so that the statement that moves
-- its version writes them too. What they spent of a day is bounded here whatever the policy says: 195 chances of ten million.
ALTER TABLE guard
  ADD COLUMN sources jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(sources) = 'array'),
  ADD COLUMN new_spent smallint NOT NULL DEFAULT 0 CHECK (new_spent BETWEEN 0 AND 150),
  ADD COLUMN known_spent smallint NOT NULL DEFAULT 0 CHECK (known_spent BETWEEN 0 AND 50);

-- Requests are counted by their source, and apart for those of sources known at the card and those that are not.
ALTER TABLE otp_code ADD COLUMN source_id text, ADD COLUMN place_id text, ADD COLUMN source_known boolean NOT NULL DEFAULT false;

ALTER TABLE otp_request DROP CONSTRAINT otp_request_over_rate_of_check;
ALTER TABLE otp_request ADD CONSTRAINT otp_request_over_rate_of_check
  CHECK (over_rate_of IN ('terminal', 'merchant', 'requester', 'address', 'source', 'card', 'mobile'));

-- Wrong codes over many cards are counted by client and merchant: their tries, and how many sources and cards were new.
ALTER TABLE rate_bucket DROP CONSTRAINT rate_bucket_kind_check;
ALTER TABLE rate_bucket ADD CONSTRAINT rate_bucket_kind_check CHECK (kind IN ('terminal_request', 'merchant_request',
  'requester_request', 'address_request', 'terminal_try', 'requester_try', 'client_try', 'client_source', 'client_card',
  'merchant_try', 'merchant_source', 'merchant_card'));
