import { z } from 'zod'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { readLock } from '#domain/guard/guard.ts'
import { AppError } from '#server/app-error.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { findCardDigits } from '#server/approvals/subject-repository.ts'
import { idSchema, pinKindSchema } from '#server/field-schemas.ts'
import { openGuardByOperator } from '#server/guards/guard-act.ts'
import { findOperatorGuard } from '#server/guards/operator-guard-repository.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'

const payloadSchema = z.object({ cardId: idSchema, pinKind: pinKindSchema })

export const unlockStep: ApprovalStep = defineStep({
  payloadSchema,
  hold: (tx, { cardId }) => lockGuardsOfCard(tx, cardId),
  read: async (sql, { nowMs }, { cardId, pinKind }) => {
    const guard = await findOperatorGuard(sql, { cardId, pinKind })
    const card = await findCardDigits(sql, cardId)
    if (!guard || !card) return null
    const lock = readLock({ guard, nowMs })
    const mobile = guard.mobile && maskMobile(guard.mobile)
    const closed = { lock: lock?.kind ?? null, untilMs: lock?.untilMs ?? null }
    return {
      customerId: guard.customerId,
      cardId,
      kind: 'guard',
      id: guard.id,
      key: guard.id,
      // Anyone who was known by a number that changed is not known any more: masked, another may look the same, but it cools off.
      facts: { ...closed, suspended: guard.suspendedAtMs !== null, mobile, coolingOffUntilMs: guard.coolingOffUntilMs },
      shown: { ...card, pinKind, ...closed },
      refusal: lock === null ? 'not_locked' : null,
    }
  },
  carryOut: async (tx, ctx, { payload, reason, proof, maker, trace }) => {
    const guard = await findOperatorGuard(tx, payload)
    if (!guard) throw new AppError('not_found')
    const act = { ...payload, reason, ...(proof && { proof }) }
    await openGuardByOperator(tx, ctx, { operator: maker, guard, act, data: { ...trace } })
  },
})
