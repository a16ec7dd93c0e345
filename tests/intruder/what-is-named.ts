import { randomUUID } from 'node:crypto'
import type { TestCustomer } from '#tests/harness/make-customer.ts'
import type { TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import type { TestOperator } from '#tests/harness/make-operator.ts'

export type Person = { customer: TestCustomer; app: TestAppEnrollment }
type Named = { person: Person; approvalId: string; victim: TestOperator | undefined }

/** One input for every act: what the intruder could read of customers, requests, operators and times, named wherever it may help. */
export function inputNaming({ person: { customer, app }, approvalId, victim }: Named): Record<string, unknown> {
  const operatorId = victim?.operatorId
  return {
    reason: 'مشتری تلفن زد',
    proof: 'card_and_pin',
    submissionId: randomUUID(),
    customerId: customer.customerId,
    cardId: customer.card.cardId,
    pinKind: 'second',
    deviceId: app.deviceId,
    enrollmentId: app.enrollmentId,
    approvalId,
    complaintId: randomUUID(),
    verificationId: approvalId,
    viewId: randomUUID(),
    alarmId: approvalId,
    decision: 'approve',
    act: 'policy:change',
    payload: { changes: { appWindowSteps: 2 } },
    field: 'mobile',
    days: 30,
    state: 'locked',
    queue: 'open',
    query: customer.customerNumber,
    asked: 'policy:change',
    window: { fromMs: 0, toMs: 2e12 },
    filters: {},
    fromMs: 0,
    toMs: 2e12,
    operatorId,
    actorId: operatorId,
    makerId: operatorId,
    checkerId: operatorId,
    actor: { kind: 'operator', sessionId: operatorId },
    nowMs: 0,
    at: 0,
    kind: 'not_me',
    note: 'یادداشت رخنه',
    name: 'صف',
  }
}
