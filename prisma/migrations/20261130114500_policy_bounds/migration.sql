-- The ranges of domain/validate-policy.ts, where nothing passes them by: a policy outside them is not written. A test holds the
-- two equal, and a change of a range is a later migration that replaces this function.
CREATE FUNCTION policy_ranges() RETURNS TABLE (key text, low numeric, high numeric, is_list boolean)
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
    ('signatureSkewSeconds', 30, 300, false),
    ('requestOutcomeKeptHours', 24, 72, false)
$$;

-- One to ten whole numbers within the range, none smaller than the one before.
CREATE FUNCTION policy_figures_are_lawful(figures jsonb, low numeric, high numeric) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT jsonb_array_length(figures) BETWEEN 1 AND 10 AND bool_and(
    CASE WHEN jsonb_typeof(figure) <> 'number' THEN false
      ELSE figure::numeric = trunc(figure::numeric) AND figure::numeric BETWEEN low AND high
        AND CASE WHEN jsonb_typeof(before) = 'number' THEN before::numeric <= figure::numeric ELSE before IS NULL END
    END)
  FROM (SELECT figure, lag(figure) OVER (ORDER BY place) AS before
        FROM jsonb_array_elements(figures) WITH ORDINALITY each (figure, place)) one
$$;

CREATE FUNCTION policy_is_lawful(overrides jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT CASE WHEN jsonb_typeof(overrides) IS DISTINCT FROM 'object' THEN false
    ELSE NOT EXISTS (
      SELECT FROM jsonb_each(overrides) given LEFT JOIN public.policy_ranges() known ON known.key = given.key
      WHERE CASE
        WHEN known.key IS NULL OR known.is_list <> (jsonb_typeof(given.value) = 'array') THEN true
        ELSE public.policy_figures_are_lawful(
          CASE WHEN known.is_list THEN given.value ELSE jsonb_build_array(given.value) END, known.low, known.high) IS NOT TRUE
      END)
  END
$$;

-- What stands there already is not looked at: whoever reads an unlawful policy does not obey it, and says so.
ALTER TABLE policy ADD CONSTRAINT policy_within_its_ranges CHECK (public.policy_is_lawful(overrides)) NOT VALID;
ALTER TABLE approval ADD CONSTRAINT approval_of_a_lawful_policy
  CHECK (act <> 'policy:change' OR public.policy_is_lawful(payload -> 'changes')) NOT VALID;
