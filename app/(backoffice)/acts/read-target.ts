import { notFound } from 'next/navigation'
import { z } from 'zod'
import { uuidForm } from '#domain/text/uuid.ts'

const id = z.string().regex(uuidForm)
const shapes = {
  customer: z.object({ customerId: id }),
  proof: z.object({ proofId: id }),
  device: z.object({ customerId: id, deviceId: id }),
  enrollment: z.object({ customerId: id, enrollmentId: id }),
  token: z.object({ customerId: id, activationTokenId: id }),
  guard: z.object({ customerId: id, cardId: id, pinKind: z.enum(['first', 'second']) }),
}
type Shapes = typeof shapes
export type Target<Name extends keyof Shapes> = z.infer<Shapes[Name]>

/**
 * What an act is on. It was bound to the action when the page was drawn, but it comes back from the browser, so it may be
 * anything: what has not the form of ids is nothing there.
 */
export function readTarget<Name extends keyof Shapes>(name: Name, given: unknown): Target<Name> {
  const parsed = shapes[name].safeParse(given)
  if (!parsed.success) notFound()
  return parsed.data as Target<Name>
}
