import { z } from 'zod'
import type { ApprovalFact } from '#domain/operator/approval-facts.ts'
import type { Policy, PolicyKey } from '#domain/operator/policy.ts'
import { validatePolicy } from '#domain/operator/validate-policy.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { lapseLimits } from '#server/operators/lapse-limits.ts'
import { endLapsedSessions } from '#server/operators/lapsed-session-repository.ts'
import { changePolicy, findPolicyNow, holdPolicy } from '#server/policy/repository.ts'

const figureSchema = z.union([z.int(), z.array(z.int()).min(1).max(10)])
const payloadSchema = z.object({ changes: z.record(z.string(), figureSchema) })

export type PolicyDifference = { key: PolicyKey; from: Policy[PolicyKey]; to: Policy[PolicyKey] }

/** The figures that would change, each beside what it is; what is as wished already is left out. */
export function listPolicyDifferences(policy: Policy, changes: Readonly<Record<string, unknown>>): PolicyDifference[] {
  return (Object.keys(changes) as PolicyKey[]).sort().flatMap((key) => {
    const [from, to] = [policy[key], changes[key] as Policy[PolicyKey]]
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ key, from, to }]
  })
}

export const policyStep: ApprovalStep = defineStep({
  payloadSchema,
  hold: (tx) => holdPolicy(tx),
  read: async (sql, _ctx, { changes }) => {
    const { policy, updatedAtMs } = await findPolicyNow(sql)
    const isValid = validatePolicy(policy, changes).ok
    const differences = isValid ? listPolicyDifferences(policy, changes) : []
    const figures = differences.map(({ key, from }) => [key, asFact(from)] as const)
    return {
      customerId: null,
      cardId: null,
      kind: 'policy',
      id: 'policy',
      key: 'policy',
      facts: { updatedAtMs, ...Object.fromEntries(figures) },
      shown: { differences },
      refusal: isValid ? (differences.length === 0 ? 'policy_unchanged' : null) : 'policy_invalid',
    }
  },
  carryOut: async (tx, ctx, { subject, reason, maker, trace }) => {
    // Longer sessions revive none that were over by the shorter ones.
    const { policy: before } = await findPolicyNow(tx)
    await endLapsedSessions(tx, null, lapseLimits(before, ctx.nowMs))
    await changePolicy(tx, trace.approvalId)
    const data = { ...trace, ...subject.shown }
    const event = { action: 'policy.changed', subject: { kind: 'policy', id: 'policy' }, reason, data } as const
    await recordAuditEvent(tx, ctx, event, maker)
  },
})

function asFact(figure: Policy[PolicyKey]): ApprovalFact {
  return typeof figure === 'number' ? figure : figure.join(', ')
}
