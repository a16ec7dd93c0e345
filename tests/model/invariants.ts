import { deepStrictEqual } from 'node:assert/strict'
import type { Real } from './begin-sequence.ts'
import type { World } from './world.ts'

/** What must hold of a customer's rows at a sequence's end, whatever the commands were. */
export async function checkInvariants(
  world: World,
  { fixture, customerId, cardId, guardIds, pressesRefused }: Real,
): Promise<void> {
  const { rows } = await fixture.owner.query<Record<string, unknown>>({
    name: 'model_invariants',
    text: `SELECT
      (SELECT count(*) FROM (SELECT FROM verification WHERE customer_id = $1 AND outcome = 'accepted' AND otp_request_id IS NOT NULL
        AND method = 'sms' GROUP BY otp_request_id HAVING count(*) > 1) x) AS "codesAcceptedTwice",
      (SELECT count(*) FROM (SELECT FROM activation_token WHERE customer_id = $1 AND status = 'issued'
        GROUP BY enrollment_id HAVING count(*) > 1) x) AS "enrollmentsWithTwoTokens",
      (SELECT count(*) FROM (SELECT FROM activation WHERE card_id = $2 AND status = 'active'
        GROUP BY enrollment_id HAVING count(*) > 1) x) AS "enrollmentsWithTwoBindings",
      (SELECT count(*) FROM verification v WHERE v.customer_id = $1) AS verifications,
      (SELECT count(*) FROM otp_request r WHERE r.customer_id = $1) AS presses,
      (SELECT count(*) FROM sms_message m WHERE m.customer_id = $1 AND m.template = 'otp') AS sms,
      (SELECT count(*) FROM otp_request r WHERE r.customer_id = $1 AND r.tries > $4) AS "overtried",
      (SELECT count(*) FROM audit_event a WHERE a.customer_id = $1 AND a.action = 'guard.locked' AND a.subject_id = ANY($3)) AS closings,
      (SELECT coalesce(json_object_agg(kind, n), '{}') FROM (SELECT m.notice_kind AS kind, count(*) AS n FROM sms_message m
        WHERE m.customer_id = $1 AND m.template = 'notice' GROUP BY 1) x) AS notices`,
    values: [customerId, cardId, [guardIds.first, guardIds.second], world.policy.otpRequestTriesMax],
  })
  const { presses, verifications, ...found } = rows[0] ?? {}
  const none = { codesAcceptedTwice: 0, enrollmentsWithTwoTokens: 0, enrollmentsWithTwoBindings: 0, overtried: 0 }
  const sms = world.card.requests.filter(({ code }) => code !== null).length
  deepStrictEqual(found, { ...none, sms, closings: world.closings, notices: world.notices })
  deepStrictEqual(verifications, world.verifications)
  deepStrictEqual(presses, world.card.requests.length + pressesRefused)
}
