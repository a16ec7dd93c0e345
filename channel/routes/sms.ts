import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { applyDeliveryReports } from '#server/sms/apply-delivery-reports.ts'
import { deliveryReportsSchema } from '#server/sms/delivery-schemas.ts'

export const smsRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/v1/sms/delivery-reports',
    caller: 'sms',
    summary: 'What became of messages. Statuses only move forward; a later contrary report is recorded, not applied.',
    body: deliveryReportsSchema,
    answers: {
      202: {
        description:
          'How many reports changed a message, and how many were of none that is known yet: they are kept for ten minutes, and applied should it become known.',
        schema: z.object({ applied: z.int(), unknown: z.int() }),
      },
    },
    refusals: [],
    handle: (services, { ctx, key, body }) =>
      applyDeliveryReports(services, ctx, { request: key, reports: body.reports }),
  }),
]
