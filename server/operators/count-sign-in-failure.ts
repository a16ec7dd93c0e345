import { countAddressFailure, countNameFailure, staysKnown } from '#domain/operator/sign-in-throttle.ts'
import { addFailedTry } from '#domain/verification/failed-tries.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { deleteKnownDevice, setDeviceFailures } from '#server/operators/known-device-repository.ts'
import {
  type SignInFacts,
  type SignInKeys,
  type SigningDevice,
  type SigningOperator,
  setSignInCount,
  setSignInFailures,
} from '#server/operators/sign-in-repository.ts'
import { atWork } from '#server/operators/try-password.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

type Services = Pick<ChannelServices, 'policy'>
type FailedSignIn = { entry: 'try' | 'shut'; facts: SignInFacts; keys: SignInKeys }

/** A known browser's failure counts on it alone; any other's on the name, while that is open, and on the address. */
export async function countSignInFailure(
  tx: Transaction,
  services: Services,
  ctx: RequestContext,
  failed: FailedSignIn,
): Promise<void> {
  const { facts, keys } = failed
  const operator = atWork(facts)
  if (operator !== null && facts.device !== null) {
    await keepTry(tx, ctx, operator, { failures: operator.failedAttempts, shutUntilMs: operator.lockedUntilMs })
    return await countOnDevice(tx, services, ctx, { operator, device: facts.device })
  }
  const address = countAddressFailure(facts.address, ctx.nowMs)
  await setSignInCount(tx, { kind: 'address', key: keys.addressKey, ...address, shutUntilMs: null })
  if (operator === null) await countOnNobody(tx, services, ctx, failed)
  else await countOnOperator(tx, services, ctx, { ...failed, operator })
}

/** What the operator is told at their next right sign-in. */
async function keepTry(
  tx: Transaction,
  ctx: RequestContext,
  { id, failedTries }: SigningOperator,
  count: { failures: number; shutUntilMs: number | null },
): Promise<void> {
  const tries = addFailedTry(failedTries, { address: ctx.ip, atMs: ctx.nowMs })
  await setSignInFailures(tx, id, { ...count, tries })
}

async function countOnDevice(
  tx: Transaction,
  { policy }: Services,
  ctx: RequestContext,
  { operator, device }: { operator: SigningOperator; device: SigningDevice },
): Promise<void> {
  const failedAttempts = device.failedAttempts + 1
  const subject = { kind: 'operator', id: operator.id }
  await recordAuditEvent(tx, ctx, {
    action: 'staff.sign_in_failed',
    subject,
    data: { failedAttempts, browser: 'known' },
  })
  if (staysKnown(failedAttempts, policy())) return await setDeviceFailures(tx, device.id, failedAttempts)
  await deleteKnownDevice(tx, device.id, operator.id)
  await recordAuditEvent(tx, ctx, { action: 'staff.browser_forgotten', subject, data: { why: 'wrong_passwords' } })
}

async function countOnOperator(
  tx: Transaction,
  { policy }: Services,
  ctx: RequestContext,
  { operator, entry }: FailedSignIn & { operator: SigningOperator },
): Promise<void> {
  const subject = { kind: 'operator', id: operator.id }
  if (entry === 'shut') {
    await keepTry(tx, ctx, operator, { failures: operator.failedAttempts, shutUntilMs: operator.lockedUntilMs })
    await recordAuditEvent(tx, ctx, { action: 'staff.sign_in_failed', subject, data: { why: 'shut' } })
    return
  }
  const count = countNameFailure(operator.failedAttempts, policy(), ctx.nowMs)
  await keepTry(tx, ctx, operator, count)
  const failedAttempts = operator.failedAttempts + 1
  await recordAuditEvent(tx, ctx, { action: 'staff.sign_in_failed', subject, data: { failedAttempts } })
  if (count.shutUntilMs === null) return
  const until = new Date(count.shutUntilMs).toISOString()
  await recordAuditEvent(tx, ctx, { action: 'staff.locked', subject, data: { until } })
}

/** The name that was typed is not kept: people type passwords into the wrong box. */
async function countOnNobody(
  tx: Transaction,
  { policy }: Services,
  ctx: RequestContext,
  { entry, facts, keys }: FailedSignIn,
): Promise<void> {
  const { nowMs } = ctx
  const before = facts.name ?? { failures: 0, shutUntilMs: null }
  // Written while it is shut too, as somebody's row is: the time tells nothing.
  const count = entry === 'try' ? countNameFailure(before.failures, policy(), nowMs) : before
  await setSignInCount(tx, { kind: 'name', key: keys.nameKey, lastAtMs: nowMs, ...count })
  const { operator } = facts
  await recordAuditEvent(tx, ctx, {
    action: 'staff.sign_in_failed',
    ...(operator === null ? {} : { subject: { kind: 'operator', id: operator.id } }),
    data: { why: operator === null ? 'unknown' : 'disabled' },
  })
}
