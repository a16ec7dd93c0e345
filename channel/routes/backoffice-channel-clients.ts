import { z } from 'zod'
import { defineRoute, type Refusal, type Route } from '#channel/route.ts'
import { createChannelClient } from '#server/channel-clients/create-channel-client.ts'
import { disableClient } from '#server/channel-clients/disable-client.ts'
import { rotateClientSecret } from '#server/channel-clients/rotate-client-secret.ts'
import { channelClientActSchema, newChannelClientSchema } from '#server/channel-clients/schemas.ts'

const secretSchema = z.string().meta({ description: '32 random bytes as base64url; the raw bytes are the key' })
const alreadyAnswered: Refusal = {
  status: 409,
  code: 'already_answered',
  when: 'The secret was answered before; rotate to get another.',
}

export const backofficeChannelClientRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/channel-clients',
    caller: 'backoffice',
    summary: 'Let another system of the bank call.',
    body: newChannelClientSchema,
    answers: {
      201: {
        description: 'The client; its secret is answered this once.',
        schema: z.object({
          id: z.string(),
          kind: z.string(),
          name: z.string(),
          version: z.int(),
          secret: secretSchema,
        }),
      },
    },
    refusals: [{ status: 409, code: 'channel_client_exists', when: 'The id is taken.' }, alreadyAnswered],
    handle: (services, { ctx, key, body }) => createChannelClient(services, ctx, { request: key, input: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/channel-clients/:client/rotations',
    caller: 'backoffice',
    summary: 'Give a client another secret; the one before stops at once.',
    body: channelClientActSchema,
    answers: {
      201: {
        description: 'The new secret, answered this once.',
        schema: z.object({ id: z.string(), version: z.int(), secret: secretSchema }),
      },
    },
    refusals: [alreadyAnswered],
    handle: (services, { ctx, key, body, params }) =>
      rotateClientSecret(services, ctx, { request: key, clientId: params.client ?? '', input: body }),
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/channel-clients/:client/disablements',
    caller: 'backoffice',
    summary: 'End a client at once.',
    body: channelClientActSchema,
    answers: {
      200: { description: 'It is ended.', schema: z.object({ id: z.string(), status: z.literal('disabled') }) },
    },
    refusals: [],
    handle: (services, { ctx, key, body, params }) =>
      disableClient(services, ctx, { request: key, clientId: params.client ?? '', input: body }),
  }),
]
