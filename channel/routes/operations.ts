import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { checkReadiness } from '#server/readiness/check-readiness.ts'

const checksSchema = z.object({
  database: z.boolean(),
  migrations: z.boolean(),
  partitions: z.boolean(),
  clock: z.boolean(),
})
const clockSchema = z.object({
  state: z.enum(['trusted', 'alarmed', 'refused']),
  reason: z.enum(['skew', 'went_back', 'unknown']).nullable(),
  skewSeconds: z.number().nullable(),
})

export const operationsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/healthz',
    caller: 'none',
    summary: 'Whether the process is up.',
    body: null,
    answers: { 200: { description: 'It is.', schema: z.object({ status: z.literal('up') }) } },
    refusals: [],
    handle: async () => ({ status: 200, body: { status: 'up' } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/readyz',
    caller: 'none',
    summary: 'Whether calls can be served: database reachable, migrations applied, partitions ahead, clock trusted.',
    body: null,
    answers: {
      200: {
        description: 'They can; `clock` says how far this process is ahead of the database.',
        schema: z.object({ status: z.literal('ready'), checks: checksSchema, clock: clockSchema }),
      },
    },
    refusals: [
      {
        status: 503,
        code: 'not_ready',
        when: 'They cannot: `checks` says what is missing, or the process is stopping.',
      },
    ],
    handle: async (services, { ctx }) => {
      const { checks, clock } = await checkReadiness(services, ctx.nowMs)
      const isReady = Object.values(checks).every(Boolean)
      return isReady
        ? { status: 200, body: { status: 'ready', checks, clock } }
        : { status: 503, body: { code: 'not_ready', checks, clock } }
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/time',
    caller: 'none',
    decidesByTime: true,
    summary: 'The bank’s time, for a clock that is off.',
    body: null,
    answers: { 200: { description: 'Now.', schema: z.object({ now: z.iso.datetime() }) } },
    refusals: [],
    handle: async (_services, { ctx }) => ({ status: 200, body: { now: new Date(ctx.nowMs).toISOString() } }),
  }),
]
