import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { checkProof } from '#server/proofs/check-proof.ts'
import {
  proofCheckAnswerSchema,
  proofCheckSchema,
  proofStartAnswerSchema,
  proofStartSchema,
} from '#server/proofs/schemas.ts'
import { startProof } from '#server/proofs/start-proof.ts'

const limited: Refusal = {
  status: 429,
  code: 'rate_limited',
  when: 'Too many wrong codes by this operator for this customer, or for the customer in a day; or too many codes sent.',
}

export const backofficeProofRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/proofs',
    caller: 'backoffice',
    decidesByTime: true,
    summary:
      'Ask the customer for a code that proves them to this operator: the app’s, or one sent to the number on file.',
    body: proofStartSchema,
    answers: { 201: { description: 'A code may be checked now.', schema: proofStartAnswerSchema } },
    refusals: [
      { status: 409, code: 'no_app_in_use', when: 'No app’s codes are in use on any card of the customer.' },
      { status: 409, code: 'mobile_missing', when: 'There is no number on file.' },
      { status: 409, code: 'cooling_off', when: 'The number is new; it proves nobody until `until`.' },
      limited,
    ],
    handle: (services, { ctx, key, body }) => startProof(services, ctx, { request: key, act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/proofs/:proofId/checks',
    caller: 'backoffice',
    decidesByTime: true,
    summary: 'Check the code that the customer gave; a right one proves them to this operator for ten minutes.',
    body: proofCheckSchema,
    answers: { 200: { description: 'The customer is proved; the code is used up.', schema: proofCheckAnswerSchema } },
    refusals: [
      { status: 409, code: 'already_passed', when: 'A code was right before.' },
      { status: 409, code: 'superseded', when: 'Another code was asked for since, or the number on file is another.' },
      { status: 409, code: 'attempts_exhausted', when: 'Three codes were wrong.' },
      { status: 409, code: 'expired', when: 'The time to check a code is over.' },
      { status: 409, code: 'code_already_used', when: 'The app’s code is right and was used up before; costs no try.' },
      { status: 409, code: 'app_code_drifted', when: 'The code is right and the app’s clock is off; costs no try.' },
      { status: 409, code: 'invalid_code', when: 'Not the code; `attemptsLeft`.' },
      limited,
    ],
    handle: (services, { ctx, key, body, params }) =>
      checkProof(services, ctx, { request: key, proofId: (params.proofId ?? '').toLowerCase(), act: body }),
  }),
]
