import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { ceilingReached, foreignCustomer, proofNeeded } from '#channel/routes/backoffice/desk-refusals.ts'
import { reissueActivationToken } from '#server/activation-tokens/reissue-activation-token.ts'
import { reprintReceiptPart } from '#server/activation-tokens/reprint-receipt-part.ts'
import {
  receiptReprintAnswerSchema,
  receiptReprintSchema,
  tokenReissueAnswerSchema,
  tokenReissueSchema,
} from '#server/activation-tokens/schemas.ts'

const notFound: Refusal = { status: 404, code: 'not_found', when: 'It is not there, or not this operator’s to see.' }
const alreadyIssued: Refusal = {
  status: 409,
  code: 'already_issued',
  when: 'A repeat, or the same submission again: the receipt part is not told twice; `activationTokenId` names it.',
}

/** What needs the card keys and an operator's name: the halves of a token are made and opened here, never in the web. */
export const backofficeActivationTokenRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/activation-tokens',
    caller: 'backoffice',
    decidesByTime: true,
    summary: 'Reissue an activation token at the desk',
    body: tokenReissueSchema,
    answers: { 201: { description: 'Issued; the receipt part is answered once', schema: tokenReissueAnswerSchema } },
    refusals: [
      notFound,
      alreadyIssued,
      proofNeeded,
      foreignCustomer,
      ceilingReached,
      { status: 409, code: 'enrollment_not_app', when: 'The enrollment is not one of the app.' },
      { status: 409, code: 'enrollment_deactivated', when: 'The enrollment was ended.' },
      { status: 409, code: 'card_blocked', when: 'The card is blocked.' },
      { status: 409, code: 'card_expired', when: 'The card is past its last day.' },
      { status: 409, code: 'mobile_missing', when: 'The bank has no mobile of the customer.' },
      { status: 409, code: 'cooling_off', when: 'The mobile was changed lately; `until` says how long.' },
      { status: 409, code: 'app_not_registered', when: 'No installation of the app is confirmed on the mobile.' },
      { status: 409, code: 'enrollment_suspended', when: 'Staff suspended this card and PIN.' },
      { status: 429, code: 'daily_limit', when: 'This enrollment had its tokens of the day (Tehran).' },
    ],
    handle: (services, { ctx, key, body }) => reissueActivationToken(services, ctx, { request: key, act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/activation-tokens/:activationTokenId/receipt',
    caller: 'backoffice',
    decidesByTime: true,
    summary: 'Print the receipt part of a live token once more',
    body: receiptReprintSchema,
    answers: { 200: { description: 'The receipt part', schema: receiptReprintAnswerSchema } },
    refusals: [
      notFound,
      alreadyIssued,
      { status: 409, code: 'reprint_limit', when: 'It was printed as often as the policy allows.' },
      { status: 409, code: 'token_not_live', when: 'The token was redeemed, superseded, exhausted, ended or expired.' },
      proofNeeded,
      foreignCustomer,
      ceilingReached,
    ],
    handle: (services, { ctx, key, body, params }) =>
      reprintReceiptPart(services, ctx, {
        request: key,
        activationTokenId: (params.activationTokenId ?? '').toLowerCase(),
        act: body,
      }),
  }),
]
