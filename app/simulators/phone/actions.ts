'use server'

import { z } from 'zod'
import { demoOnly } from '#app/simulators/demo-only.ts'
import type { Inbox } from '#components/simulators/phone/inbox.ts'
import { readOutbox } from './read-outbox.ts'
import { reportDelivery } from './report-delivery.ts'

const askedSchema = z.object({ mobile: z.string().regex(/^\+989\d{9}$/), covered: z.boolean() })

/** Reads the number's messages as its phone does: what is new arrives, or fails to, and the provider is told which. */
export async function readInbox(input: { mobile: string; covered: boolean }): Promise<Inbox> {
  const services = await demoOnly()
  const { mobile, covered } = askedSchema.parse(input)
  const nowMs = Date.now()
  const messages = await readOutbox(services, mobile)
  const status = covered ? 'delivered' : 'failed'
  const arrived = await Promise.all(
    messages.map(async (sms) => (await reportDelivery(services, { id: sms.id, status, nowMs })) === 'delivered'),
  )
  return { messages: messages.filter((_, place) => arrived[place]), missed: arrived.filter((did) => !did).length }
}
