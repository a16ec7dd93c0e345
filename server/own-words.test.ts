import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { receiptReprintSchema, tokenReissueSchema } from '#server/activation-tokens/schemas.ts'
import { resynchronisationSchema } from '#server/activations/resynchronisation-schemas.ts'
import { approvalDecisionSchema, approvalRequestSchema } from '#server/approvals/approval-schemas.ts'
import { notingSchema } from '#server/complaints/schemas.ts'
import { openReasonSchema } from '#server/customers/open-schemas.ts'
import { deviceDeactivationSchema } from '#server/devices/schemas.ts'
import { enrollmentDeactivationSchema } from '#server/enrollments/schemas.ts'
import { guardActSchema } from '#server/guards/guard-act.ts'

const id = '0198b7a2-0000-7000-8000-000000000001'
const proof = 'identity_document'
const withNumber = 'مشتری کارت ۵۸۹۲-۱۰۱۲-۳۴۵۶-۷۸۹۵ را گم کرده است'
const without = 'مشتری کارت ۵۸۹۲۱۰******۷۸۹۵ را گم کرده است'

const unseen = {
  spaces: '     ',
  joiners: '\u200c\u200d\u200c\u200d',
  fillers: '\u3164\u3164\u3164',
  blanks: '\u2800 \u2800\u00a0',
}

const cases: [what: string, schema: z.ZodType, input: (words: string) => unknown][] = [
  ['an act on a card', guardActSchema, (reason) => ({ cardId: id, pinKind: 'second', reason, proof })],
  ['the end of a device', deviceDeactivationSchema, (reason) => ({ deviceId: id, reason, proof })],
  ['the end of an enrollment', enrollmentDeactivationSchema, (reason) => ({ enrollmentId: id, reason, proof })],
  ['a reissue', tokenReissueSchema, (reason) => ({ requestId: 'r', enrollmentId: id, reason, proof })],
  ['a reprint', receiptReprintSchema, (reason) => ({ requestId: 'r', reason })],
  ['a resynchronisation', resynchronisationSchema, (reason) => ({ requestId: 'r', codes: ['1', '2'], reason })],
  ['a request for a second person', approvalRequestSchema, (reason) => ({ act: 'guard:unlock', payload: {}, reason })],
  ['an approval', approvalDecisionSchema, (reason) => ({ approvalId: id, decision: 'approve', reason })],
  ['a rejection', approvalDecisionSchema, (reason) => ({ approvalId: id, decision: 'reject', reason })],
  ['the opening of another branch’s customer', openReasonSchema, (reason) => reason],
  ['a complaint', notingSchema, (note) => ({ submissionId: id, complaintId: id, note })],
]

describe('what staff write takes no whole card number down', () => {
  test.each(cases)('of %s', (_what, schema, input) => {
    expect(schema.safeParse(input(withNumber)).success).toBe(false)
    expect(schema.safeParse(input(without)).success).toBe(true)
  })
})

describe('what staff write can be read', () => {
  test.each(cases)('of %s', (_what, schema, input) => {
    for (const [kind, words] of Object.entries(unseen)) expect(schema.safeParse(input(words)).success, kind).toBe(false)
  })
})
