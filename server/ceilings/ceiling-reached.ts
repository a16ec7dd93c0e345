import type { CeilingKind } from '#domain/operator/ceiling.ts'
import { AppError } from '#server/app-error.ts'
import type { CeilingCount } from '#server/ceilings/ceiling-repository.ts'

/** Refused because the operator had as many within the hour as they may; `count` is for the alarm, not for the answer. */
export class CeilingReached extends AppError {
  readonly kind: CeilingKind
  readonly count: CeilingCount

  constructor(kind: CeilingKind, count: CeilingCount) {
    super('conflict', { reason: 'ceiling_reached', fields: { kind, max: count.allowed, fromMs: count.freeAtMs } })
    this.kind = kind
    this.count = count
  }
}
