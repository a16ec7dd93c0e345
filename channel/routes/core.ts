import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { applyCustomerChanges } from '#server/customers/apply-customer-changes.ts'
import { changeRefusals } from '#server/customers/parse-customer-change.ts'
import { customerChangesSchema } from '#server/customers/schemas.ts'

export const coreRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/core/customer-changes',
    caller: 'core',
    summary: 'Take over customers, their mobile and their cards from core banking',
    body: customerChangesSchema,
    bodyLimitBytes: 1_048_576,
    answers: {
      200: {
        description: 'What was applied, and which changes were left out and why',
        schema: z.object({
          applied: z.int(),
          refused: z.array(z.object({ index: z.int(), code: z.enum(changeRefusals) })),
        }),
      },
    },
    refusals: [],
    handle: (services, { ctx, body, key }) => applyCustomerChanges(services, ctx, body, key),
  }),
]
