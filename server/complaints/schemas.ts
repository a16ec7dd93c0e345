import { z } from 'zod'
import { complaintKinds, complaintOutcomes } from '#domain/complaint/complaint.ts'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import { idSchema, wordsSchema } from '#server/field-schemas.ts'

/** Lines are one text; a whole card number is never taken down. */
const noteSchema = z
  .string()
  .transform((text) => text.replace(/\s*[\r\n]+\s*/g, ' ').trim())
  .pipe(wordsSchema({ min: 3, max: 1000 }))

/** As a caller says it; empty is none. */
const callerMobileSchema = z.string().transform((text, check): string | null => {
  if (text.trim() === '') return null
  const mobile = parseMobile(text)
  if (mobile.ok) return mobile.e164
  check.addIssue({ code: 'custom', message: 'must be a mobile' })
  return z.NEVER
})

const submissionId = idSchema

export const aboutVerificationSchema = z.object({ submissionId, verificationId: idSchema })
export type AboutVerification = z.input<typeof aboutVerificationSchema>

export const openingSchema = z.object({
  submissionId,
  kind: z.enum(complaintKinds),
  customerId: idSchema.nullable(),
  mobile: callerMobileSchema.optional(),
  note: noteSchema,
})
export type Opening = z.input<typeof openingSchema>

const act = { submissionId, complaintId: idSchema }
export const notingSchema = z.object({ ...act, note: noteSchema })
export type Noting = z.input<typeof notingSchema>
export const assigningSchema = z.object({ ...act, assigneeId: idSchema.nullable() })
export type Assigning = z.input<typeof assigningSchema>
export const dueChangeSchema = z.object({ ...act, dueAtMs: z.int().min(0) })
export type DueChange = z.input<typeof dueChangeSchema>
export const closingSchema = z.object({ ...act, outcome: z.enum(complaintOutcomes), note: noteSchema })
export type Closing = z.input<typeof closingSchema>
export const reopeningSchema = z.object({ ...act, note: noteSchema })
export type Reopening = z.input<typeof reopeningSchema>
