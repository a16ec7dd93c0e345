import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { backofficeChannelClientRoutes } from '#channel/routes/backoffice/channel-clients.ts'
import { ceilingReached } from '#channel/routes/backoffice/desk-refusals.ts'
import { roles } from '#domain/operator/permission.ts'
import { lookUpCard } from '#server/cards/look-up-card.ts'
import { cardLookupSchema } from '#server/cards/schemas.ts'
import { signIn } from '#server/operators/sign-in.ts'
import { signInSchema } from '#server/operators/sign-in-schemas.ts'

const operatorSchema = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  branchId: z.uuid().nullable(),
  branchName: z.string().nullable(),
})

export const backofficeRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/staff-authentications',
    caller: 'backoffice',
    withoutOperator: true,
    summary: 'Open a session for a member of staff.',
    body: signInSchema,
    answers: {
      201: {
        description: 'The session and the browser’s mark; both are answered this once.',
        schema: z.object({ sessionId: z.string(), device: z.string(), operator: operatorSchema }),
      },
    },
    refusals: [
      { status: 409, code: 'sign_in_refused', when: 'Name, password or account is not good; which, is not told.' },
      { status: 409, code: 'already_answered', when: 'The session was answered before; sign in anew.' },
      {
        status: 429,
        code: 'rate_limited',
        when: 'The address has failed too often; `Retry-After` says how long it waits.',
      },
    ],
    handle: (services, { ctx, key, body }) => signIn(services, ctx, { request: key, input: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/cards/lookup',
    caller: 'backoffice',
    summary: 'Whose card this is.',
    body: cardLookupSchema,
    answers: {
      200: { description: 'A known card.', schema: z.object({ cardId: z.uuid(), customerId: z.uuid() }) },
    },
    refusals: [ceilingReached],
    handle: (services, { ctx, key, body }) => lookUpCard(services, ctx, { request: key, input: body }),
  }),
  ...backofficeChannelClientRoutes,
]
