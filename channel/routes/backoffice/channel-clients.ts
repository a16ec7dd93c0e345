import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { disableClient } from '#server/channel-clients/disable-client.ts'
import { channelClientActSchema } from '#server/channel-clients/schemas.ts'

export const backofficeChannelClientRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/backoffice/channel-clients/:client/disablements',
    caller: 'backoffice',
    summary: 'End a client at once, for good.',
    body: channelClientActSchema,
    answers: {
      200: { description: 'It is ended.', schema: z.object({ id: z.string(), status: z.literal('disabled') }) },
    },
    refusals: [],
    handle: (services, { ctx, key, body, params }) =>
      disableClient(services, ctx, { request: key, clientId: params.client ?? '', input: body }),
  }),
]
