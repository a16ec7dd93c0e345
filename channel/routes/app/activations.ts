import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { signingDevice } from '#channel/routes/app/signing-device.ts'
import { confirmActivation } from '#server/activations/confirm-activation.ts'
import { redeemActivationToken } from '#server/activations/redeem-activation-token.ts'
import {
  activationConfirmationSchema,
  confirmationAnswerSchema,
  redemptionAnswerSchema,
  redemptionSchema,
} from '#server/activations/schemas.ts'

const suspended: Refusal = { status: 409, code: 'enrollment_suspended', when: 'Staff suspended the enrollment.' }

export const activationRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/app/activations',
    caller: 'device',
    decidesByTime: true,
    summary: 'Redeem both halves of an activation token for the secret, which only this installation can open',
    body: redemptionSchema,
    answers: { 201: { description: 'Bound, until the first code confirms it', schema: redemptionAnswerSchema } },
    refusals: [
      { status: 429, code: 'rate_limited', when: 'Five receipt parts in 15 minutes found this installation no token.' },
      { status: 409, code: 'mistyped', when: 'Length, alphabet or check character of `part` is wrong; costs no try.' },
      { status: 409, code: 'invalid_token', when: 'The halves are no token of this mobile; `attemptsLeft` says more.' },
      { status: 409, code: 'attempts_exhausted', when: 'Five SMS parts were wrong: a new token is needed.' },
      { status: 409, code: 'already_redeemed', when: 'The token was redeemed before.' },
      { status: 409, code: 'superseded', when: 'A newer token was issued.' },
      { status: 409, code: 'expired', when: 'The token’s 24 hours are over, or its enrollment was ended.' },
      suspended,
    ],
    handle: (services, { ctx, key, body, device }) =>
      redeemActivationToken(services, ctx, { request: key, device: signingDevice(device), act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/app/activations/:activationId/confirmations',
    caller: 'device',
    decidesByTime: true,
    summary: 'Prove the secret by the first code: the enrollment becomes active',
    body: activationConfirmationSchema,
    answers: { 200: { description: 'Active', schema: confirmationAnswerSchema } },
    refusals: [
      { status: 404, code: 'not_found', when: 'It is not an activation of this installation.' },
      { status: 409, code: 'already_confirmed', when: 'It was confirmed before.' },
      { status: 409, code: 'superseded', when: 'A later activation was confirmed.' },
      { status: 409, code: 'lapsed', when: 'It was not confirmed within 24 hours, or was ended before.' },
      { status: 409, code: 'attempts_exhausted', when: 'Five codes were wrong: a new token is needed.' },
      suspended,
      { status: 409, code: 'clock_off', when: 'The code is right for another time: the clock is `seconds` ahead.' },
      { status: 409, code: 'invalid_code', when: 'The code is wrong; `attemptsLeft` counts down.' },
    ],
    handle: (services, { ctx, key, body, device, params }) =>
      confirmActivation(services, ctx, {
        request: key,
        device: signingDevice(device),
        activationId: (params.activationId ?? '').toLowerCase(),
        act: body,
      }),
  }),
]
