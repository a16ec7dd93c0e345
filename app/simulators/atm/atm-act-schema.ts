import { z } from 'zod'

// Only the shape is checked here: what is wrong with a value is the channel API's to say.
const pan = z.string().max(40)

export const atmActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('enable-sms'), pan }),
  z.object({ act: z.literal('issue-token'), pan, pinKind: z.enum(['first', 'second']), mobile: z.string().max(40) }),
  z.object({ act: z.literal('deactivate'), pan }),
  z.object({ act: z.literal('withdraw'), pan, amountRials: z.int(), code: z.string().max(40) }),
])
