import { tehranMidnightMs, tehranWallMs } from '#domain/calendar/tehran-time.ts'
import type { Transaction } from '#server/database.ts'
import { drawAttempt } from './attempt.ts'
import type { DemoOperator } from './operators.ts'
import type { Crowd } from './plan-crowd.ts'
import { insertRows, type Row } from './seed-repository.ts'
import { ATTEMPTS_PER_DAY, HISTORY_DAYS } from './size.ts'
import { staffActs } from './staff-acts.ts'
import type { World } from './world.ts'

/** Share of a day's attempts in each Tehran hour: a trough at night, peaks at noon and after supper. */
const hourWeights = [4, 2, 1, 1, 1, 2, 4, 8, 14, 20, 24, 26, 25, 22, 20, 20, 22, 24, 26, 28, 30, 28, 20, 10]
const hours = hourWeights.flatMap((weight, hour) => Array.from({ length: weight }, () => hour))

/** Weeks of attempts by the crowd: what was asked, sent, delivered, typed and answered. */
export async function makeHistory(
  tx: Transaction,
  world: World,
  crowd: Crowd,
  operators: DemoOperator[],
): Promise<void> {
  const { random, nowMs } = world
  const usable = crowd.cards.filter(
    ({ sms, app, card }) => (sms || app === 'active') && card.status === 'active' && card.expiresAtMs > nowMs,
  )
  const requests: Row[] = []
  const messages: Row[] = []
  const verifications: Row[] = []
  for (let day = HISTORY_DAYS; day >= 0; day--) {
    const startMs = tehranMidnightMs(nowMs, { daysLater: -day })
    const friday = new Date(tehranWallMs(startMs)).getUTCDay() === 5
    const attempts = Math.round(ATTEMPTS_PER_DAY * (friday ? 0.6 : 1) * (0.9 + random.unit() * 0.2))
    for (let n = 0; n < attempts; n++) {
      const atMs = startMs + random.pick(hours) * 3_600_000 + random.between(0, 3_599_999)
      if (atMs > nowMs - 200_000) continue
      const { request, sms, verification } = drawAttempt(world, random.pick(usable), atMs)
      if (request) requests.push(request)
      if (sms) messages.push(sms)
      if (verification) verifications.push(verification)
    }
  }
  await insertRows(tx, 'otp_request', requests)
  await insertRows(tx, 'sms_message', messages)
  await insertRows(tx, 'verification', verifications)
  await insertRows(tx, 'audit_event', staffActs(world, crowd, operators))
}
