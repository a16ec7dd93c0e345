import type { Transaction } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

type ComplaintNotice = {
  kind: 'complaint_opened' | 'complaint_answered'
  customerId: string | null
  mobile: string | null
  number: number
  operator: Operator
  nowMs: number
}

/** The customer is told of it by its number; a caller whom the bank cannot name has no proven number to write to. */
export async function tellCustomer(tx: Transaction, told: ComplaintNotice): Promise<void> {
  const { kind, customerId, mobile, number, operator, nowMs } = told
  if (customerId === null || mobile === null) return
  const where = operator.branchName
  const nothing = { cardLast4: null, pinKind: null, method: null }
  await enqueueNotice(tx, { kind, atMs: nowMs, mobile, customerId, ...nothing, where, number })
}
