import { z } from 'zod'
import { ceilingKinds, findCeiling } from '#domain/operator/ceiling.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { findPolicyNow } from '#server/policy/repository.ts'

const payloadSchema = z.object({ kind: z.enum(ceilingKinds) })

/** Nothing is written but that it was approved: whoever counts reads the approval itself (`count_under_ceiling`). */
export const ceilingStep: ApprovalStep = defineStep({
  payloadSchema,
  hold: async () => {},
  read: async (sql, _ctx, { kind }, maker) => {
    const { policy } = await findPolicyNow(sql)
    const max = findCeiling(policy, kind, maker.role)
    if (max === null) return null
    return {
      customerId: null,
      cardId: null,
      kind: 'ceiling',
      id: kind,
      key: `${maker.id} ${kind}`,
      facts: { max },
      shown: { ceiling: { kind, max } },
      refusal: null,
    }
  },
  carryOut: async (tx, ctx, { payload, subject, reason, maker, trace }) => {
    const data = { ...trace, ceilingKind: payload.kind, ceilingMax: subject.facts.max }
    const event = { action: 'ceiling.raised', subject: { kind: 'ceiling', id: payload.kind }, reason, data } as const
    await recordAuditEvent(tx, ctx, event, maker)
  },
})
