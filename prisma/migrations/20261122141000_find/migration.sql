-- A payment by what its caller remembers: the amount, the shop, the time.
CREATE INDEX ON verification (amount, at, id) WHERE amount IS NOT NULL;
CREATE INDEX ON otp_request (amount, at, id) WHERE amount IS NOT NULL;
CREATE INDEX ON otp_request (merchant_id, at, id);

-- Every name that a shop was ever paid under, so that a word of it leads to its payments by the shop's number. `search`
-- is the name's key without spaces.
CREATE TABLE payee (
  merchant_id text NOT NULL,
  name text NOT NULL,
  search text NOT NULL,
  PRIMARY KEY (merchant_id, name)
);
CREATE INDEX payee_search_trgm ON payee USING gin (search gin_trgm_ops);

CREATE TABLE payee_learning (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  learned_until timestamptz(3) NOT NULL
);
INSERT INTO payee_learning (learned_until)
  SELECT coalesce(least((SELECT min(at) FROM otp_request), (SELECT min(at) FROM verification)), now() - interval '60 days');

-- Learns the names of at most one more day of payments and answers until when they are known. Reads the last minute
-- again, for what was committed after it.
CREATE FUNCTION learn_payees(until timestamptz) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  starts timestamptz; ends timestamptz;
BEGIN
  SELECT learned_until INTO starts FROM public.payee_learning FOR UPDATE;
  ends := least(until, starts + interval '1 day');
  IF ends <= starts THEN RETURN starts; END IF;
  INSERT INTO public.payee (merchant_id, name, search)
    SELECT merchant_id, payee_name, replace(public.search_key(payee_name), ' ', '')
    FROM (
      SELECT merchant_id, payee_name FROM public.otp_request WHERE at >= starts - interval '1 minute' AND at < ends
      UNION
      SELECT merchant_id, payee_name FROM public.verification WHERE at >= starts - interval '1 minute' AND at < ends
        AND merchant_id IS NOT NULL AND payee_name IS NOT NULL
    ) paid
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
  UPDATE public.payee_learning SET learned_until = ends;
  RETURN ends;
END $$;
REVOKE ALL ON FUNCTION learn_payees(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learn_payees(timestamptz) TO ramzban_worker;
GRANT SELECT ON payee TO ramzban_web;

-- Every word that a customer's name has, so that a word with one letter wrong finds the right one.
CREATE TABLE name_word (word text PRIMARY KEY);
INSERT INTO name_word
  SELECT DISTINCT word FROM customer, unnest(string_to_array(name_search, ' ')) AS word WHERE length(word) >= 3;

CREATE FUNCTION learn_name_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO public.name_word
    SELECT DISTINCT word FROM named, unnest(string_to_array(named.name_search, ' ')) AS word WHERE length(word) >= 3 ORDER BY 1
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION learn_name_words() FROM PUBLIC;
CREATE TRIGGER learns_words AFTER INSERT ON customer REFERENCING NEW TABLE AS named
  FOR EACH STATEMENT EXECUTE FUNCTION learn_name_words();
CREATE TRIGGER learns_changed_words AFTER UPDATE ON customer REFERENCING NEW TABLE AS named
  FOR EACH STATEMENT EXECUTE FUNCTION learn_name_words();
GRANT SELECT ON name_word TO ramzban_web;

-- The own branch's customers come before the others, in the order of their names.
CREATE INDEX customer_branch_name ON customer (branch_id, name_search text_pattern_ops);
