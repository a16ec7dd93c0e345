-- A channel client is made, given another secret or other addresses by two administrators; its secret is sealed to its machine;
-- and it calls from named addresses alone (docs/decisions/020).

-- Those that were made before call from wherever they did; the screens say so. The next ones name their places.
ALTER TABLE channel_client ADD COLUMN sources cidr[], ADD COLUMN revision integer NOT NULL DEFAULT 1;
UPDATE channel_client SET sources = '{0.0.0.0/0,::/0}';
ALTER TABLE channel_client ALTER COLUMN sources SET NOT NULL,
  ADD CONSTRAINT channel_client_somewhere CHECK (cardinality(sources) BETWEEN 1 AND 32 AND array_position(sources, NULL) IS NULL);

-- Equal to domain/client-sources.ts by a test.
CREATE FUNCTION are_narrow_sources(blocks cidr[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT cardinality(blocks) BETWEEN 1 AND 32 AND NOT EXISTS (
    SELECT FROM unnest(blocks) WITH ORDINALITY AS one (block, place)
    WHERE block IS NULL OR masklen(block) < CASE family(block) WHEN 4 THEN 16 ELSE 48 END
      OR EXISTS (SELECT FROM unnest(blocks) WITH ORDINALITY AS other (block, place) WHERE other.place <> one.place AND other.block >>= one.block))
$$;

CREATE TABLE channel_client_handover (
  channel_client_id text NOT NULL,
  version integer NOT NULL,
  approval_id uuid NOT NULL UNIQUE REFERENCES approval (id),
  thumbprint text NOT NULL CHECK (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
  jwe text CHECK (jwe ~ '^[A-Za-z0-9_-]+\.\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$' AND length(jwe) <= 2000),
  made_at timestamptz(3) NOT NULL,
  received_at timestamptz(3),
  PRIMARY KEY (channel_client_id, version),
  FOREIGN KEY (channel_client_id, version) REFERENCES channel_client_secret (channel_client_id, version),
  CONSTRAINT handover_forgotten_when_received CHECK (received_at IS NULL OR jwe IS NULL)
);

-- What was handed over is forgotten, never replaced; it is received once.
CREATE FUNCTION only_forget_handover() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF ROW (NEW.channel_client_id, NEW.version, NEW.approval_id, NEW.thumbprint, NEW.made_at)
      IS DISTINCT FROM ROW (OLD.channel_client_id, OLD.version, OLD.approval_id, OLD.thumbprint, OLD.made_at)
    OR (NEW.jwe IS NOT NULL AND NEW.jwe IS DISTINCT FROM OLD.jwe)
    OR (OLD.received_at IS NOT NULL AND NEW.received_at IS DISTINCT FROM OLD.received_at)
  THEN
    RAISE EXCEPTION 'a sealed secret is only forgotten, once it was received' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_forgets BEFORE UPDATE ON channel_client_handover FOR EACH ROW EXECUTE FUNCTION only_forget_handover();

-- What a call that was let in by memory asks for again: the revision moves with the secret and with the addresses. Whoever is
-- disabled stays so, and is given nothing any more. The channel server itself makes and changes the back office's own client
-- alone; every other by an approval, through the functions below.
CREATE FUNCTION keep_channel_client() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  is_new boolean := TG_OP = 'INSERT';
BEGIN
  IF current_user = 'ramzban_channel' AND NEW.kind <> 'backoffice' THEN
    IF is_new THEN
      RAISE EXCEPTION 'a channel client is made by two administrators' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (NEW.version, NEW.sources) IS DISTINCT FROM (OLD.version, OLD.sources) THEN
      RAISE EXCEPTION 'a channel client is changed by two administrators' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF is_new THEN RETURN NEW; END IF;
  IF (NEW.id, NEW.kind) IS DISTINCT FROM (OLD.id, OLD.kind) THEN
    RAISE EXCEPTION 'a channel client stays who it is' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.disabled_at IS NOT NULL AND (NEW.disabled_at, NEW.version, NEW.sources) IS DISTINCT FROM (OLD.disabled_at, OLD.version, OLD.sources) THEN
    RAISE EXCEPTION 'a channel client that was disabled stays so' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.version, NEW.sources) IS DISTINCT FROM (OLD.version, OLD.sources) THEN
    NEW.revision := OLD.revision + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps BEFORE INSERT OR UPDATE ON channel_client FOR EACH ROW EXECUTE FUNCTION keep_channel_client();

CREATE FUNCTION keep_channel_client_secret() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_user = 'ramzban_channel'
    AND NOT EXISTS (SELECT FROM public.channel_client c WHERE c.id = NEW.channel_client_id AND c.kind = 'backoffice')
  THEN
    RAISE EXCEPTION 'a secret of a channel client takes two administrators' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps BEFORE INSERT ON channel_client_secret FOR EACH ROW EXECUTE FUNCTION keep_channel_client_secret();

REVOKE UPDATE ON channel_client, channel_client_secret FROM ramzban_channel;
GRANT UPDATE (version, sources, disabled_at) ON channel_client TO ramzban_channel;
GRANT SELECT ON channel_client_handover TO ramzban_channel, ramzban_web;
GRANT UPDATE (jwe, received_at) ON channel_client_handover TO ramzban_channel;

ALTER TABLE approval DROP CONSTRAINT approval_act_check, DROP CONSTRAINT approval_about_one_customer;
ALTER TABLE approval
  ADD CONSTRAINT approval_act_check CHECK (act IN ('activation_token:reissue', 'activation_token:reprint', 'device:deactivate',
    'enrollment:deactivate', 'guard:unlock', 'cooling_off:lift', 'policy:change', 'catalogue:change',
    'channel_client:create', 'channel_client:rotate', 'channel_client:readdress')),
  ADD CONSTRAINT approval_about_one_customer CHECK ((customer_id IS NULL) = (act IN ('policy:change', 'catalogue:change',
    'channel_client:create', 'channel_client:rotate', 'channel_client:readdress')));

CREATE FUNCTION sources_of(payload jsonb) RETURNS cidr[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public AS $$
DECLARE
  blocks cidr[] := ARRAY(SELECT block::cidr FROM jsonb_array_elements_text(payload -> 'sources') WITH ORDINALITY AS s (block, place) ORDER BY place);
BEGIN
  IF public.are_narrow_sources(blocks) THEN RETURN blocks; END IF;
  RAISE EXCEPTION 'a channel client calls from 1 to 32 blocks, each at most as wide as /16 or /48' USING ERRCODE = 'check_violation';
END $$;

-- Keeps what was drawn for a version: sealed for this server, and sealed to its owner's machine.
CREATE FUNCTION hand_over_secret(asked public.approval, client_id text, new_version integer, key_id text, sealed bytea, thumbprint text, jwe text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF thumbprint IS DISTINCT FROM asked.shown ->> 'thumbprint' OR jwe IS NULL THEN
    RAISE EXCEPTION 'a secret is sealed to the key that two administrators saw' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.channel_client_secret (channel_client_id, version, key_id, sealed) VALUES (client_id, new_version, key_id, sealed);
  UPDATE public.channel_client_handover h SET jwe = NULL WHERE h.channel_client_id = client_id AND h.jwe IS NOT NULL;
  INSERT INTO public.channel_client_handover (channel_client_id, version, approval_id, thumbprint, jwe, made_at)
    VALUES (client_id, new_version, asked.id, thumbprint, jwe, asked.decided_at);
END $$;

CREATE FUNCTION create_channel_client(asked_id uuid, rate integer, key_id text, sealed bytea, thumbprint text, jwe text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval := public.take_approved_change(asked_id, 'channel_client:create');
  client_id text := asked.payload ->> 'id';
BEGIN
  IF asked.payload ->> 'kind' NOT IN ('atm', 'gateway', 'sms', 'core') THEN
    RAISE EXCEPTION 'no such channel client is made' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.channel_client (id, kind, name, version, rate_per_second, sources, created_at)
    VALUES (client_id, asked.payload ->> 'kind', asked.payload ->> 'name', 1, rate, public.sources_of(asked.payload), asked.decided_at);
  PERFORM public.hand_over_secret(asked, client_id, 1, key_id, sealed, thumbprint, jwe);
END $$;

CREATE FUNCTION rotate_channel_client(asked_id uuid, new_version integer, key_id text, sealed bytea, thumbprint text, jwe text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval := public.take_approved_change(asked_id, 'channel_client:rotate');
  client_id text := asked.payload ->> 'id';
BEGIN
  UPDATE public.channel_client SET version = new_version
    WHERE id = client_id AND kind <> 'backoffice' AND disabled_at IS NULL AND version = new_version - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such channel client is in use' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM public.hand_over_secret(asked, client_id, new_version, key_id, sealed, thumbprint, jwe);
END $$;

CREATE FUNCTION readdress_channel_client(asked_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked public.approval := public.take_approved_change(asked_id, 'channel_client:readdress');
BEGIN
  UPDATE public.channel_client SET sources = public.sources_of(asked.payload)
    WHERE id = asked.payload ->> 'id' AND kind <> 'backoffice' AND disabled_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such channel client is in use' USING ERRCODE = 'check_violation';
  END IF;
END $$;

REVOKE ALL ON FUNCTION are_narrow_sources(cidr[]), sources_of(jsonb),
  hand_over_secret(public.approval, text, integer, text, bytea, text, text),
  create_channel_client(uuid, integer, text, bytea, text, text), rotate_channel_client(uuid, integer, text, bytea, text, text),
  readdress_channel_client(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION create_channel_client(uuid, integer, text, bytea, text, text),
  rotate_channel_client(uuid, integer, text, bytea, text, text), readdress_channel_client(uuid) TO ramzban_channel;

ALTER TABLE refused_signature DROP CONSTRAINT refused_signature_reason_check,
  ADD CONSTRAINT refused_signature_reason_check CHECK (reason IN (
    'unsigned', 'header_missing', 'header_twice', 'malformed_input', 'malformed_signature', 'malformed_digest',
    'label_missing', 'several_signatures', 'parameter_missing', 'component_missing', 'component_unsupported',
    'component_absent', 'wrong_algorithm', 'unknown_key', 'client_disabled', 'wrong_signature', 'wrong_digest',
    'foreign_address', 'clock_skew', 'expired', 'wrong_client_kind'));
