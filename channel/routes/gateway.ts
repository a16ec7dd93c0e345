import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { holdRejection } from '#channel/routes/hold-rejection.ts'
import { requestOtp } from '#server/otp-requests/request-otp.ts'
import { otpRequestAnswerSchema, otpRequestSchema } from '#server/otp-requests/schemas.ts'
import { presentAtAtm, presentAtGateway } from '#server/verifications/presented-code.ts'
import {
  atmVerificationSchema,
  gatewayVerificationSchema,
  verificationAnswerSchema,
} from '#server/verifications/schemas.ts'
import { verifyCode } from '#server/verifications/verify-code.ts'

const guessing: Refusal = {
  status: 429,
  code: 'rate_limited',
  when: 'Most of what this terminal or requester tried in the last ten minutes was wrong.',
}
const crowded: Refusal = {
  status: 503,
  code: 'busy',
  when: 'Too many tries of one card at once: nothing was done, or it is not known; repeat the same requestId.',
}

/** What payment gateways call, and the ATM's use of a one-time first PIN, which is decided by the same engine. */
export const gatewayRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/gateway/otp-requests',
    caller: 'gateway',
    decidesByTime: true,
    summary: 'Ask for a one-time code by SMS («درخواست رمز پویا»)',
    body: otpRequestSchema,
    answers: { 202: { description: 'Taken; alike for every card', schema: otpRequestAnswerSchema } },
    refusals: [guessing],
    handle: (services, { key, body }) => requestOtp(services, key, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/gateway/verifications',
    caller: 'gateway',
    confirmsClient: true,
    decidesByTime: true,
    summary: 'Verify the code typed on the payment page',
    body: gatewayVerificationSchema,
    answers: { 200: { description: 'Accepted or rejected, and why', schema: verificationAnswerSchema } },
    refusals: [guessing, crowded],
    handle: (services, { ctx, key, body }) =>
      holdRejection(() => verifyCode(services, ctx, key, presentAtGateway(services.keys, body))),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/atm/verifications',
    caller: 'atm',
    confirmsClient: true,
    decidesByTime: true,
    summary: 'Verify a one-time first PIN at an ATM or POS',
    body: atmVerificationSchema,
    answers: { 200: { description: 'Accepted or rejected, and why', schema: verificationAnswerSchema } },
    refusals: [guessing, crowded],
    handle: (services, { ctx, key, body }) => holdRejection(() => verifyCode(services, ctx, key, presentAtAtm(body))),
  }),
]
