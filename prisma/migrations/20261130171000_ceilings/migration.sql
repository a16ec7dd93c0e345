-- How much one member of staff may do in any sixty minutes (docs/decisions/021), counted where nothing passes it by.

CREATE TABLE ceiling (
  operator_id uuid NOT NULL REFERENCES operator (id),
  kind text NOT NULL CHECK (kind IN ('look_up', 'foreign_record', 'reveal', 'end', 'reissue', 'reprint')),
  alarmed_at timestamptz(3),
  PRIMARY KEY (operator_id, kind)
);

CREATE TABLE ceiling_use (
  operator_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (operator_id, kind, subject),
  FOREIGN KEY (operator_id, kind) REFERENCES ceiling (operator_id, kind)
);
CREATE INDEX ceiling_use_by_time ON ceiling_use (operator_id, kind, at);

-- Which alarms of their home a member of staff has seen: audit events, which no foreign key reaches.
CREATE TABLE alarm_seen (
  operator_id uuid NOT NULL REFERENCES operator (id),
  alarm_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (operator_id, alarm_id)
);

ALTER TABLE approval DROP CONSTRAINT approval_act_check;
ALTER TABLE approval ADD CONSTRAINT approval_act_check CHECK (act IN ('activation_token:reissue', 'activation_token:reprint',
  'device:deactivate', 'enrollment:deactivate', 'guard:unlock', 'cooling_off:lift', 'policy:change', 'catalogue:change',
  'channel_client:create', 'channel_client:rotate', 'channel_client:readdress', 'ceiling:raise'));
ALTER TABLE approval DROP CONSTRAINT approval_about_one_customer;
ALTER TABLE approval ADD CONSTRAINT approval_about_one_customer
  CHECK ((customer_id IS NULL) = (act IN ('policy:change', 'catalogue:change', 'channel_client:create', 'channel_client:rotate',
    'channel_client:readdress', 'ceiling:raise')));
CREATE INDEX approval_raise ON approval (maker_id, subject_id, decided_at) WHERE act = 'ceiling:raise' AND state = 'approved';

-- Whoever approves is at work, and of a role (and of the customer's branch, or of the maker's own) that may check such an act.
CREATE OR REPLACE FUNCTION check_approver() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM FROM public.operator o WHERE o.id = NEW.checker_id AND o.disabled_at IS NULL AND CASE
    WHEN NEW.act = 'ceiling:raise' THEN CASE NEW.maker_role
      WHEN 'branch' THEN o.role = 'fraud' OR (o.role = 'branch' AND o.branch_id = NEW.maker_branch_id)
      WHEN 'auditor' THEN o.role IN ('fraud', 'admin')
      ELSE o.role = 'fraud'
    END
    WHEN NEW.customer_id IS NULL THEN o.role = 'admin'
    ELSE o.role = 'fraud' OR (o.role = 'branch' AND o.branch_id = (SELECT k.branch_id FROM public.customer k WHERE k.id = NEW.customer_id))
  END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this member of staff does not check such an act' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- One use more, if it is under the ceiling: what is used already is read after the operator's row of this kind is held. What
-- was used within the hour is not used anew. `most` once more for each raise that was approved within the hour.
CREATE FUNCTION count_under_ceiling(who uuid, what text, of_subject text, most integer, now_at timestamptz)
RETURNS TABLE (passes boolean, used integer, allowed integer, since timestamptz, free_at timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  hour_ago timestamptz := now_at - interval '1 hour';
  is_again boolean;
BEGIN
  INSERT INTO public.ceiling (operator_id, kind) VALUES (who, what) ON CONFLICT DO NOTHING;
  PERFORM FROM public.ceiling c WHERE c.operator_id = who AND c.kind = what FOR UPDATE;
  DELETE FROM public.ceiling_use u WHERE u.operator_id = who AND u.kind = what AND u.at <= hour_ago - interval '1 minute';
  SELECT count(*), min(u.at), coalesce(bool_or(u.subject = of_subject), false) INTO used, since, is_again
  FROM public.ceiling_use u WHERE u.operator_id = who AND u.kind = what AND u.at > hour_ago;
  SELECT most * (1 + count(*)) INTO allowed FROM public.approval a
  WHERE a.act = 'ceiling:raise' AND a.state = 'approved' AND a.maker_id = who AND a.subject_id = what AND a.decided_at > hour_ago;
  passes := is_again OR used < allowed;
  IF passes THEN
    INSERT INTO public.ceiling_use (operator_id, kind, subject, at) VALUES (who, what, of_subject, now_at)
      ON CONFLICT (operator_id, kind, subject) DO UPDATE SET at = greatest(ceiling_use.at, EXCLUDED.at);
  ELSE
    -- The first instant at which fewer are within the hour than what is allowed then: raises run out too.
    SELECT min(u.at) + interval '1 hour' INTO free_at
    FROM (SELECT one.at, rank() OVER (ORDER BY one.at DESC) - 1 AS younger FROM public.ceiling_use one
          WHERE one.operator_id = who AND one.kind = what AND one.at > hour_ago) u
    WHERE u.younger < most * (1 + (SELECT count(*) FROM public.approval a
      WHERE a.act = 'ceiling:raise' AND a.state = 'approved' AND a.maker_id = who AND a.subject_id = what AND a.decided_at > u.at));
  END IF;
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION count_under_ceiling(uuid, text, text, integer, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_under_ceiling(uuid, text, text, integer, timestamptz) TO ramzban_channel;

GRANT SELECT, INSERT, UPDATE ON ceiling TO ramzban_channel;
GRANT SELECT, INSERT, UPDATE, DELETE ON ceiling_use TO ramzban_channel;
GRANT SELECT, INSERT ON alarm_seen TO ramzban_channel;
GRANT SELECT ON alarm_seen TO ramzban_web;

-- The ranges with those of the ceilings.
CREATE OR REPLACE FUNCTION policy_ranges() RETURNS TABLE (key text, low numeric, high numeric, is_list boolean)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  VALUES
    ('codeLengthFirstDigits', 5, 8, false),
    ('codeLengthSecondDigits', 5, 8, false),
    ('smsValiditySeconds', 30, 120, false),
    ('otpRequestTriesMax', 1, 5, false),
    ('liveOtpRequestsMax', 1, 5, false),
    ('otpRequestKeptHours', 24, 72, false),
    ('appPeriodSeconds', 60, 60, false),
    ('appWindowSteps', 0, 2, false),
    ('activationWindowSteps', 1, 5, false),
    ('diagnosisWindowSteps', 5, 20, false),
    ('driftMaxSteps', 0, 3, false),
    ('guardLadderSeconds', 60, 604800, true),
    ('guardFallbackSeconds', 3600, 604800, false),
    ('guardRunMax', 3, 10, false),
    ('guardDayMax', 10, 200, false),
    ('guardHeldMax', 20, 500, false),
    ('newSourceChancesPerDayMax', 30, 150, false),
    ('knownSourceChancesPerDayMax', 6, 50, false),
    ('knownSourceHours', 24, 8760, false),
    ('activationTokenLifetimeHours', 1, 72, false),
    ('tokensPerTehranDayMax', 1, 20, false),
    ('lostAnswerTokensPerDayMax', 0, 20, false),
    ('smsPartTriesMax', 1, 10, false),
    ('deviceReceiptTriesMax', 1, 10, false),
    ('deviceReceiptWindowSeconds', 60, 86400, false),
    ('activationConfirmTriesMax', 1, 10, false),
    ('activationLapseHours', 1, 72, false),
    ('reprintsMax', 0, 10, false),
    ('registrationValiditySeconds', 60, 600, false),
    ('registrationTriesMax', 1, 10, false),
    ('registrationCodeDigits', 6, 6, false),
    ('registrationsPerMobilePerTenMinutesMax', 1, 1000, false),
    ('registrationsPerMobilePerDayMax', 1, 10000, false),
    ('registrationsPerAddressPerTenMinutesMax', 1, 100000, false),
    ('installationsWithoutEnrollmentMax', 1, 20, false),
    ('otpRequestsPerCardPerTenMinutesMax', 1, 1000, false),
    ('otpRequestsPerCardPerDayMax', 1, 10000, false),
    ('otpRequestsPerMobilePerTenMinutesMax', 1, 1000, false),
    ('otpRequestsPerMobilePerDayMax', 1, 10000, false),
    ('otpRequestsPerTerminalPerMinuteMax', 1, 100000, false),
    ('otpRequestsPerMerchantPerMinuteMax', 1, 1000000, false),
    ('otpRequestsPerRequesterPerMinuteMax', 1, 1000000, false),
    ('otpRequestsPerAddressPerMinuteMax', 1, 1000000, false),
    ('wrongRateWindowSeconds', 60, 3600, false),
    ('wrongRateTriesMin', 10, 10000, false),
    ('wrongRateSharePercent', 50, 100, false),
    ('spreadTriesMin', 20, 10000, false),
    ('spreadSourcesMin', 20, 1000, false),
    ('spreadCardsMin', 5, 1000, false),
    ('channelClientRequestsPerSecondMax', 1, 100000, false),
    ('coolingOffHours', 0, 168, false),
    ('approvalHours', 1, 168, false),
    ('staffSessionIdleMinutes', 1, 60, false),
    ('staffSessionAbsoluteHours', 1, 24, false),
    ('staffSignInFailuresMax', 3, 10, false),
    ('staffLockMinutes', 1, 1440, false),
    ('branchLookUpsPerHourMax', 10, 10000, false),
    ('supportLookUpsPerHourMax', 10, 10000, false),
    ('fraudLookUpsPerHourMax', 10, 10000, false),
    ('auditorLookUpsPerHourMax', 10, 10000, false),
    ('branchForeignRecordsPerHourMax', 1, 1000, false),
    ('branchRevealsPerHourMax', 1, 1000, false),
    ('supportRevealsPerHourMax', 1, 1000, false),
    ('fraudRevealsPerHourMax', 1, 1000, false),
    ('auditorRevealsPerHourMax', 1, 1000, false),
    ('branchEndsPerHourMax', 1, 1000, false),
    ('fraudEndsPerHourMax', 1, 1000, false),
    ('branchReissuesPerHourMax', 1, 1000, false),
    ('branchReprintsPerHourMax', 1, 1000, false),
    ('signatureSkewSeconds', 30, 300, false),
    ('requestOutcomeKeptHours', 24, 72, false)
$$;
