import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { codeDigits } from '#server/activations/code-digits.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import type { Pan } from '#server/pan.ts'
import { seal } from '#server/sealing.ts'
import { drawPan } from '#tests/harness/make-customer.ts'

/** `twin` is one more group of what `sms` is: how far two groups differ that do not differ. */
export const cardKinds = ['unknown', 'bare', 'sms', 'twin', 'app', 'both'] as const
export type CardKind = (typeof cardKinds)[number]

const withSms: readonly CardKind[] = ['sms', 'twin', 'both']
const withApp: readonly CardKind[] = ['app', 'both']

/** As many cards of a kind, in few statements; the unknown ones are numbers alone, in no row. */
export async function makeCards(owner: Pool, keys: ChannelKeys, kind: CardKind, count: number): Promise<Pan[]> {
  const nowMs = Date.now()
  const cards = Array.from({ length: count }, () => drawCard(keys, nowMs))
  if (kind !== 'unknown') {
    await insertCards(owner, cards, nowMs)
    if (withSms.includes(kind)) await insertEnrollments(owner, cards, { method: 'sms', nowMs })
    if (withApp.includes(kind)) await insertApps(owner, keys, cards, nowMs)
  }
  return cards.map(({ pan }) => pan)
}

// Counted, not drawn: among twelve thousand drawn numbers two are sometimes the same.
let nextDigits = 310_000_000_000

function drawCard(keys: ChannelKeys, nowMs: number) {
  const pan = drawPan()
  const [customerId, cardId] = [drawId(nowMs), drawId(nowMs)]
  const digits = String(nextDigits++)
  const [first, second] = [guardIdOf(keys, pan.reveal(), 'first'), guardIdOf(keys, pan.reveal(), 'second')]
  return { pan, customerId, cardId, digits, first, second, fingerprint: panFingerprint(keys, pan.reveal()) }
}
type Card = ReturnType<typeof drawCard>

async function insertCards(owner: Pool, cards: readonly Card[], nowMs: number): Promise<void> {
  const [customers, ids] = [cards.map(({ customerId }) => customerId), cards.map(({ cardId }) => cardId)]
  const [branchId, now] = [randomUUID(), at(nowMs)]
  await owner.query('INSERT INTO branch (id, code, name) VALUES ($1::uuid, $2, $2)', [
    branchId,
    String(randomInt(10 ** 8)),
  ])
  await owner.query(
    `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id, created_at)
     SELECT id, digits, right(digits, 10), 'x', 'x', '+989' || right(digits, 9), true, $3, $4
     FROM unnest($1::uuid[], $2::text[]) AS c (id, digits)`,
    [customers, cards.map(({ digits }) => digits), branchId, now],
  )
  await owner.query(
    `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at)
     SELECT id, customer, '507677', last4, 'active', $4::timestamptz + interval '1 y', $4
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS c (id, customer, last4)`,
    [ids, customers, cards.map(({ pan }) => pan.last4), now],
  )
  await owner.query(
    'INSERT INTO card_fingerprint (fingerprint, card_id) SELECT * FROM unnest($1::bytea[], $2::uuid[])',
    [cards.map(({ fingerprint }) => fingerprint), ids],
  )
  await owner.query(
    `INSERT INTO guard (id, card_id, pin_kind, card_status, card_expires_at)
     SELECT g.id, card, pin_kind, 'active', $4::timestamptz + interval '1 y' FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS c (card, first, second)
       CROSS JOIN LATERAL (VALUES (first, 'first'), (second, 'second')) AS g (id, pin_kind)`,
    [ids, cards.map(({ first }) => first), cards.map(({ second }) => second), now],
  )
}

type Enrolled = { method: 'sms' | 'app'; nowMs: number }

async function insertEnrollments(owner: Pool, cards: readonly Card[], { method, nowMs }: Enrolled): Promise<string[]> {
  const ids = cards.map(() => drawId(nowMs))
  await owner.query(
    `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
     SELECT id, card, customer, 'second', $4, 'active', $5, $5 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS e (id, card, customer)`,
    [ids, cards.map(({ cardId }) => cardId), cards.map(({ customerId }) => customerId), method, at(nowMs)],
  )
  return ids
}

async function insertApps(owner: Pool, keys: ChannelKeys, cards: readonly Card[], nowMs: number): Promise<void> {
  const enrollments = await insertEnrollments(owner, cards, { method: 'app', nowMs })
  const apps = cards.map(({ cardId, customerId }, place) => {
    const [device, token, activation] = [drawId(nowMs), drawId(nowMs), drawId(nowMs)]
    const where = { table: 'enrollment_secret', column: 'sealed', recordId: activation }
    const { keyId, sealed } = seal(keys, where, randomBytes(32))
    return {
      device,
      token,
      activation,
      enrollment: enrollments[place],
      cardId,
      customerId,
      keyId,
      sealed: sealed.toString('hex'),
    }
  })
  const asked = JSON.stringify(apps)
  const rows = `json_to_recordset($1::json) AS a(device uuid, token uuid, activation uuid, enrollment uuid, "cardId" uuid,
    "customerId" uuid, "keyId" text, sealed text)`
  const values = [asked, at(nowMs)]
  await owner.query(
    `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, activated_at, last_seen_at)
     SELECT a.device, '+989000000000', 'android', 'x', '1.0', '{}', '{}', 'active', $2, $2, $2 FROM ${rows}`,
    values,
  )
  await owner.query(
    `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody, sms_message_id,
       issued_at, expires_at, redeemed_at)
     SELECT a.token, a.enrollment, a."cardId", a."customerId", '+989000000000', 'confirmed', 'ATM', 'answered_to_atm', a.token, $2,
       $2::timestamptz + interval '1 d', $2 FROM ${rows}`,
    values,
  )
  await owner.query(
    `INSERT INTO activation (id, enrollment_id, card_id, device_id, activation_token_id, status, created_at, confirmed_at)
     SELECT a.activation, a.enrollment, a."cardId", a.device, a.token, 'active', $2, $2 FROM ${rows}`,
    values,
  )
  await owner.query(
    `INSERT INTO enrollment_secret (activation_id, key_id, sealed, digits)
     SELECT a.activation, a."keyId", decode(a.sealed, 'hex'), $2 FROM ${rows}`,
    [asked, codeDigits(defaultPolicy, 'second')],
  )
}
