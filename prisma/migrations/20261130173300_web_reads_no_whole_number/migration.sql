-- The web process shows masked numbers, which the channel server masks; a whole one is revealed there, one by one and on record
-- (docs/decisions/002). So it reads no column that holds one, none that numbers are compared by, and no word list of the search.
-- A column that is added later is not granted by itself.
DO $$
DECLARE
  relation text;
  hidden text[];
BEGIN
  FOR relation, hidden IN VALUES
    ('customer', '{national_id,mobile,name_search}'::text[]),
    ('device', '{mobile,signing_key,agreement_key}'),
    ('activation_token', '{mobile}'),
    ('otp_request', '{mobile,account_mac}'),
    ('sms_message', '{mobile}'),
    ('complaint', '{mobile}'),
    ('proof', '{mobile}')
  LOOP
    EXECUTE format('REVOKE SELECT ON %I FROM ramzban_web', relation);
    EXECUTE format('GRANT SELECT (%s) ON %I TO ramzban_web', (
      SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = relation::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL (hidden)), relation);
  END LOOP;
END $$;
REVOKE ALL ON name_word, payee FROM ramzban_web;
