-- The twin of domain/text-folding.ts for names that come in bulk, step by step the same; a test holds them together.
CREATE FUNCTION search_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog
RETURN btrim(
  regexp_replace(
    regexp_replace(
      translate(
        normalize(name, NFKC),
        E'يىېئكةۀأإآٱؤ\u200c\u00a0۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩ABCDEFGHIJKLMNOPQRSTUVWXYZ',
        'ییییکههااااو  01234567890123456789abcdefghijklmnopqrstuvwxyz'
      ),
      '[\u064b-\u065f\u0670\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]', '', 'g'
    ),
    '[\u0009-\u000d ]+', ' ', 'g'
  )
);
