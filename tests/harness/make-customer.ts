import { randomInt, randomUUID } from 'node:crypto'
import { luhnCheckDigit } from '#domain/card/card-number.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { ensureGuard } from '#server/guards/repository.ts'
import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import { Pan } from '#server/pan.ts'

const digits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('')
const yearMs = 365 * 86_400_000

export type TestCard = { cardId: string; pan: Pan; guardIds: { first: string; second: string } }
export type TestCustomer = {
  customerId: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  branchId: string
  card: TestCard
}
export type CustomerWish = {
  nowMs: number
  mobile?: string | null
  smsMember?: boolean
  coolingOffUntilMs?: number | null
  card?: CardWish
}
export type CardWish = { status?: 'active' | 'blocked'; expiresAtMs?: number }

/** A Luhn-valid PAN that no other test draws. */
export function drawPan(): Pan {
  const body = `507677${digits(9)}`
  const pan = Pan.parse(body + luhnCheckDigit(body))
  if (!pan) throw new Error('drew a PAN that does not parse')
  return pan
}

/** A customer of one card, nothing enrolled, with a branch of their own; written as owner. */
export async function makeCustomer(owner: Pool, keys: ChannelKeys, wish: CustomerWish): Promise<TestCustomer> {
  const { nowMs, mobile = `+989${digits(9)}`, smsMember = true, coolingOffUntilMs = null } = wish
  const [customerId, branchId] = [drawId(nowMs), randomUUID()]
  const [customerNumber, nationalId] = [digits(12), digits(10)]
  await owner.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $3)', [branchId, digits(8), 'شعبهٔ آزمون'])
  await owner.query(
    `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id,
       cooling_off_until, created_at) VALUES ($1, $2, $3, 'نام آزمون', 'نام ازمون', $4, $5, $6, $7, $8)`,
    [
      customerId,
      customerNumber,
      nationalId,
      mobile,
      smsMember,
      branchId,
      coolingOffUntilMs && at(coolingOffUntilMs),
      at(nowMs),
    ],
  )
  const card = await makeCard(owner, keys, { ...wish.card, nowMs, customerId })
  return { customerId, customerNumber, nationalId, mobile, branchId, card }
}

/** A card with both its guards. */
export async function makeCard(
  owner: Pool,
  keys: ChannelKeys,
  wish: CardWish & { nowMs: number; customerId: string },
): Promise<TestCard> {
  const { nowMs, customerId, status = 'active', expiresAtMs = nowMs + yearMs } = wish
  const [cardId, pan] = [drawId(nowMs), drawPan()]
  await owner.query(
    'INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [cardId, customerId, pan.bin, pan.last4, status, at(expiresAtMs), at(nowMs)],
  )
  await owner.query('INSERT INTO card_fingerprint (fingerprint, card_id) VALUES ($1, $2)', [
    panFingerprint(keys, pan.reveal()),
    cardId,
  ])
  const guardIds = { first: guardIdOf(keys, pan.reveal(), 'first'), second: guardIdOf(keys, pan.reveal(), 'second') }
  for (const pinKind of ['first', 'second'] as const)
    await ensureGuard(owner, {
      id: guardIds[pinKind],
      cardId,
      pinKind,
      cardStatus: status,
      cardExpiresAtMs: expiresAtMs,
    })
  return { cardId, pan, guardIds }
}
