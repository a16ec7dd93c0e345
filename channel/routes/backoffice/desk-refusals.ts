import type { Refusal } from '#channel/route.ts'

export const conflict = (code: string, when: string): Refusal => ({ status: 409, code, when })

/** What several calls of the back office are refused with. */
export const proofNeeded = conflict('proof_needed', 'The proof named is a code, and none of this customer holds now.')
export const foreignCustomer = conflict(
  'foreign_customer',
  'Another branch’s customer: a code, or a second person of that branch.',
)
export const ceilingReached = conflict(
  'ceiling_reached',
  'As many within the hour as there may be; `kind`, `max`, `fromMs`.',
)
