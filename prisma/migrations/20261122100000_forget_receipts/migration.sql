-- The receipt half is kept sealed for a reprint, so only while its token can still be redeemed. Whoever ends the token
-- makes it forgotten in the same transaction, without a grant on the table of secrets.
CREATE FUNCTION forget_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.activation_token_secret SET receipt_sealed = NULL WHERE activation_token_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION forget_receipt() FROM PUBLIC;
CREATE TRIGGER forget_receipt AFTER UPDATE OF status ON activation_token FOR EACH ROW
  WHEN (OLD.status = 'issued' AND NEW.status <> 'issued') EXECUTE FUNCTION forget_receipt();
REVOKE ALL ON activation_token_secret FROM ramzban_worker;
REVOKE SELECT (activation_token_id), UPDATE (receipt_sealed) ON activation_token_secret FROM ramzban_worker;
