-- The web process lifts a cooling-off only by the approval that it is just carrying out, and each approval lifts once.
CREATE OR REPLACE FUNCTION only_lift_cooling_off() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_user <> 'ramzban_web' THEN RETURN NEW; END IF;
  PERFORM FROM public.approval p
  WHERE p.customer_id = NEW.id AND p.act = 'cooling_off:lift' AND p.state = 'approved' AND p.done_at IS NULL;
  IF NOT FOUND OR NEW.cooling_off_until IS NOT NULL THEN
    RAISE EXCEPTION 'a cooling-off is only lifted here, by an approval' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
