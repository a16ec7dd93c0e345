import { defineRoute, type Route } from '#channel/route.ts'
import { activationRoutes } from '#channel/routes/app/activations.ts'
import { deviceRoutes } from '#channel/routes/app/devices.ts'
import { publicKeyThumbprint } from '#domain/channel-client/public-key.ts'
import { confirmRegistration } from '#server/registrations/confirm-registration.ts'
import { limitAddress } from '#server/registrations/limit-address.ts'
import {
  registrationAnswerSchema,
  registrationConfirmationAnswerSchema,
  registrationConfirmationSchema,
  registrationSchema,
} from '#server/registrations/schemas.ts'
import { startRegistration } from '#server/registrations/start-registration.ts'

/** What an installation of the customer's app calls; the first two are unsigned, for it has no key the bank knows yet. */
export const appRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/app/registrations',
    caller: 'none',
    decidesByTime: true,
    summary: 'Ask for a mobile to be proved by an SMS code; answered alike for every mobile',
    body: registrationSchema,
    answers: {
      202: { description: 'A code is on its way, if the mobile is a customer’s', schema: registrationAnswerSchema },
    },
    refusals: [{ status: 429, code: 'rate_limited', when: 'Too many registrations from this address.' }],
    limitAddress,
    clientIdOf: ({ signingKey }) => publicKeyThumbprint(signingKey),
    handle: (services, { ctx, key, body }) => startRegistration(services, ctx, { request: key, act: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/app/registrations/:registrationId/confirmations',
    caller: 'none',
    decidesByTime: true,
    summary: 'Prove the mobile by the SMS code; the installation gets its deviceId',
    body: registrationConfirmationSchema,
    answers: {
      201: { description: 'The installation is registered', schema: registrationConfirmationAnswerSchema },
    },
    refusals: [
      { status: 404, code: 'not_found', when: 'There is no such registration.' },
      { status: 409, code: 'already_confirmed', when: 'It was confirmed before.' },
      { status: 409, code: 'attempts_exhausted', when: 'Five codes were wrong.' },
      { status: 409, code: 'expired', when: 'Its 180 seconds are over.' },
      { status: 409, code: 'invalid_code', when: 'The code is wrong; `attemptsLeft` counts 4 to 0.' },
    ],
    clientIdOf: (_body, { registrationId = '' }) => registrationId.toLowerCase(),
    handle: (services, { ctx, key, body, params }) =>
      confirmRegistration(services, ctx, { request: key, registrationId: params.registrationId ?? '', act: body }),
  }),
  ...activationRoutes,
  ...deviceRoutes,
]
