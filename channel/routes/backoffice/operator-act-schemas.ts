import { z } from 'zod'
import { complaintKinds } from '#domain/complaint/complaint.ts'
import { auditFilters } from '#server/audit/audit-fields.ts'
import { dueSpans } from '#server/complaints/list-complaints.ts'
import { clientIpSchema, idSchema, requestIdSchema } from '#server/field-schemas.ts'
import { signInSchema } from '#server/operators/sign-in-schemas.ts'
import { statementDays } from '#server/statements/read-statement.ts'
import { logFiltersSchema } from '#server/verifications/log-schemas.ts'

export const actBodySchema = z.object({
  requestId: requestIdSchema,
  ip: clientIpSchema.optional(),
  userAgent: signInSchema.shape.userAgent,
  input: z.record(z.string(), z.unknown()).meta({ description: 'What the act is given; `{}` where that is nothing' }),
})

const customer = { customerId: idSchema }
/** Epoch milliseconds, within what PostgreSQL and JavaScript both can say. */
const instant = z.int().min(-60_000_000_000_000).max(250_000_000_000_000)
const window = { fromMs: instant, toMs: instant }
/** Any length: the use case judges it, and the body is bounded. */
const words = z.string()

const auditQuery = { ...window, ...auditFilters }

export const nothingSchema = z.object({})
export const refusedSchema = z.object({ asked: z.string() })
export const findSchema = z.object({ query: words })
export const stateSchema = z.object({ state: z.enum(['locked', 'pending']), afterId: z.string().optional() })
export const openingSchema = z.object({ ...customer, reason: words.optional() })
export const approvalSchema = z.object({ approvalId: words })
export const customerSchema = z.object(customer)
export const revealSchema = z.object({ ...customer, field: z.enum(['mobile', 'national_id']) })
export const statementSchema = z.object({ ...customer, days: z.literal(statementDays) })
export const complaintsSchema = z.object({
  queue: z.enum(['mine', 'unassigned', 'overdue', 'open', 'closed']),
  kind: z.enum(complaintKinds).optional(),
  assigneeId: idSchema.optional(),
  due: z.enum(dueSpans).optional(),
  after: z.object({ atMs: instant, id: idSchema }).optional(),
})
export const complaintSchema = z.object({ complaintId: z.string() })
export const viewSchema = z.object({ viewId: z.string() })
export const verificationSchema = z.object({ verificationId: z.string() })
export const verificationExportSchema = z.object({ window: z.object(window), filters: logFiltersSchema, reason: words })
export const auditListSchema = z.object({
  ...auditQuery,
  beforeId: z.string().optional(),
  afterId: z.string().optional(),
  limit: z.int().min(1).max(200).optional(),
})
export const auditExportSchema = z.object({ ...auditQuery, reason: words })
export const alarmSchema = z.object({ alarmId: z.string() })
export const ownSessionSchema = z.object({ staffSessionId: z.string() })
export const knownDeviceSchema = z.object({ deviceId: z.string() })
export const signInCodeSchema = z.object({ operatorId: z.string() })
