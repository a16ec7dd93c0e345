import { z } from 'zod'

// Only the shape is checked here: what is wrong with a value is the channel API's to say.
const pan = z.string().max(40)

export const atmActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('enable-sms'), pan }),
  z.object({ act: z.literal('issue-token'), pan, pinKind: z.enum(['first', 'second']), mobile: z.string().max(40) }),
  z.object({ act: z.literal('deactivate'), pan }),
  z.object({ act: z.literal('withdraw'), pan, amountRials: z.int(), code: z.string().max(40) }),
])

/** What the contract promises of the four answers, as far as the ATM shows them. */
export const smsEnrollmentSchema = z.object({ mobile: z.string() })

export const issuedTokenSchema = z
  .object({ mobile: z.string(), receiptPart: z.string(), expiresAt: z.iso.datetime() })
  .transform(({ expiresAt, ...token }) => ({ ...token, expiresAtMs: Date.parse(expiresAt) }))

export const deactivationSchema = z.object({
  deactivated: z.array(z.object({ pinKind: z.enum(['first', 'second']), method: z.enum(['sms', 'app']) })),
})

export const withdrawalSchema = z.object({
  outcome: z.enum(['accepted', 'rejected']),
  reason: z.string(),
  responseCode: z.string(),
})
