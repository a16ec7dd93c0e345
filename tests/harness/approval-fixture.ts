import type { ApprovalAct } from '#domain/operator/approval.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { AppError } from '#server/app-error.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { ChannelServices, DeskServices } from '#server/services.ts'
import { makeCustomer, type TestCustomer } from './make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment, type TestAppEnrollment } from './make-enrollment.ts'
import { makeOperator, type TestOperator } from './make-operator.ts'

export type Web = DeskServices
type Desk = Pick<ChannelServices, 'pool' | 'policy' | 'keys'>
export type Scene = {
  customer: TestCustomer
  smsEnrollmentId: string
  app: TestAppEnrollment
  /** Support, who asks. */
  maker: TestOperator
  fraud: TestOperator
  /** Of the customer's branch. */
  teller: TestOperator
  nowMs: number
}

export const why = { reason: 'گوشی مشتری گم شده است', proof: 'app_code' } as const
export const no = 'مشتری پاسخ درست نداد'

/** A customer with both methods, the second PIN locked, and the people of an approval. */
export async function openScene(owner: Pool, { keys }: ChannelServices, nowMs = Date.now()): Promise<Scene> {
  const customer = await makeCustomer(owner, keys, { nowMs })
  const smsEnrollmentId = await makeSmsEnrollment(owner, customer, { nowMs })
  const app = await makeAppEnrollment(owner, keys, customer, { nowMs })
  await owner.query('UPDATE guard SET app_closed_until = $2 WHERE id = $1', [
    customer.card.guardIds.second,
    at(nowMs + 40 * 3_600_000),
  ])
  const { branchId } = customer
  const person = (role: Role) => makeOperator(owner, { role, branchId: role === 'branch' ? branchId : null, nowMs })
  const [maker, fraud, teller] = [await person('support'), await person('fraud'), await person('branch')]
  await passProof(owner, { operatorId: maker.operatorId, customerId: customer.customerId, nowMs })
  return { customer, smsEnrollmentId, app, maker, fraud, teller, nowMs }
}

/** The customer read a code of their app out to this operator a moment ago. */
export async function passProof(
  owner: Pool,
  { operatorId, customerId, nowMs }: { operatorId: string; customerId: string; nowMs: number },
): Promise<void> {
  await owner.query(
    `INSERT INTO proof (id, operator_id, customer_id, level, mobile, state, created_at, code_expires_at, passed_at, expires_at)
     SELECT $1, $2, id, 'app_code', mobile, 'passed', $4, $5, $4, $5 FROM customer WHERE id = $3`,
    [drawId(nowMs), operatorId, customerId, at(nowMs), at(nowMs + 600_000)],
  )
}

/** What would be asked for of each act in this scene. */
export function payloadOf({ customer, smsEnrollmentId, app }: Scene, act: ApprovalAct): Record<string, unknown> {
  switch (act) {
    case 'device:deactivate':
      return { deviceId: app.deviceId, customerId: customer.customerId }
    case 'enrollment:deactivate':
      return { enrollmentId: smsEnrollmentId }
    case 'guard:unlock':
      return { cardId: customer.card.cardId, pinKind: 'second' }
    case 'activation_token:reissue':
      return { enrollmentId: app.enrollmentId }
    default:
      throw new Error(`The scene has nothing for ${act}`)
  }
}

export async function ask(web: Web, scene: Scene, act: ApprovalAct = 'device:deactivate'): Promise<string> {
  const { maker, nowMs } = scene
  const wanted = { act, payload: payloadOf(scene, act), ...why }
  return (await requestApproval(web, maker.ctx(nowMs), wanted)).approvalId
}

type By = { by: TestOperator; atMs: number }

export const approve = (desk: Desk, approvalId: string, { by, atMs }: By) =>
  decideApproval(desk, by.ctx(atMs), { approvalId, decision: 'approve' })

export const reject = (desk: Desk, approvalId: string, { by, atMs }: By) =>
  decideApproval(desk, by.ctx(atMs), { approvalId, decision: 'reject', reason: no })

/** What became of it, in one word: the outcome, or the reason it was refused for. */
export async function wordOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    (done) => (done as { outcome?: string } | undefined)?.outcome ?? 'done',
    (error: AppError) => error.reason,
  )
}

export async function readApprovalRow(owner: Pool, approvalId: string): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    `SELECT state, maker_id AS "makerId", checker_id AS "checkerId", decision_reason AS "decisionReason", changes,
       decided_at AS "decidedAtMs", done_at AS "doneAtMs", standing_until AS "standingUntilMs" FROM approval WHERE id = $1`,
    [approvalId],
  )
  return rows[0] ?? {}
}
