import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { issueActivationToken } from '#server/activation-tokens/issue-activation-token.ts'
import { tokenIssueAnswerSchema, tokenIssueSchema } from '#server/activation-tokens/schemas.ts'
import { deactivateAtAtm } from '#server/enrollments/deactivate-at-atm.ts'
import { openSmsEnrollment } from '#server/enrollments/open-sms-enrollment.ts'
import {
  atmActSchema,
  atmDeactivationAnswerSchema,
  atmDeactivationSchema,
  smsEnrollmentAnswerSchema,
} from '#server/enrollments/schemas.ts'

const cardUnknown: Refusal = { status: 404, code: 'card_unknown', when: 'The bank has no such card.' }
const cardRefusals: readonly Refusal[] = [
  cardUnknown,
  { status: 409, code: 'card_blocked', when: 'The card is blocked.' },
  { status: 409, code: 'card_expired', when: 'The card is past its last day.' },
  { status: 409, code: 'mobile_missing', when: 'The bank has no mobile of the customer.' },
]
const coolingOff: Refusal = {
  status: 409,
  code: 'cooling_off',
  when: 'The customer’s mobile was changed lately; `until` says when this is possible again.',
}
const suspended: Refusal = {
  status: 409,
  code: 'enrollment_suspended',
  when: 'Staff suspended this card and PIN, with or without an enrollment on it.',
}

/** What the ATM switch calls after it has verified the card with its static first PIN. */
export const atmRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/atm/sms-enrollments',
    caller: 'atm',
    decidesByTime: true,
    summary: 'Turn one-time second PINs by SMS on («رمز پویا»)',
    body: atmActSchema,
    answers: {
      201: { description: 'Turned on', schema: smsEnrollmentAnswerSchema },
      200: { description: 'It was on already', schema: smsEnrollmentAnswerSchema },
    },
    refusals: [
      ...cardRefusals,
      { status: 409, code: 'not_sms_member', when: 'The customer does not get the bank’s alert SMS.' },
      coolingOff,
      suspended,
    ],
    handle: (services, { ctx, key, body }) => openSmsEnrollment(services, ctx, { request: key, act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/atm/activation-tokens',
    caller: 'atm',
    decidesByTime: true,
    summary: 'Issue an activation token: one half on the receipt, the other by SMS («عملیات رمز ← فعال‌سازی»)',
    body: tokenIssueSchema,
    answers: { 201: { description: 'Issued; the receipt part is answered once', schema: tokenIssueAnswerSchema } },
    refusals: [
      ...cardRefusals,
      { status: 409, code: 'mobile_mismatch', when: 'The mobile typed is not the customer’s.' },
      coolingOff,
      { status: 409, code: 'app_not_registered', when: 'No installation of the app is confirmed on that mobile.' },
      suspended,
      { status: 429, code: 'daily_limit', when: 'This enrollment had its tokens of the day (Tehran).' },
      {
        status: 409,
        code: 'already_issued',
        when: 'A repeat: the receipt part was answered and is not told again; `activationTokenId` and `enrollmentId` name it.',
      },
    ],
    handle: (services, { ctx, key, body }) => issueActivationToken(services, ctx, { request: key, act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/atm/deactivations',
    caller: 'atm',
    summary: 'End one-time PINs, in any state of the card («عملیات رمز ← غیرفعال‌سازی»)',
    body: atmDeactivationSchema,
    answers: { 200: { description: 'What was ended, maybe nothing', schema: atmDeactivationAnswerSchema } },
    refusals: [cardUnknown],
    handle: (services, { ctx, key, body }) => deactivateAtAtm(services, ctx, { request: key, act: body }),
  }),
]
