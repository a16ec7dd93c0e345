import { randomInt, randomUUID } from 'node:crypto'
import { type Pool, type Transaction, withTransaction } from '#server/database.ts'
import { type ChannelKeys, otpCodeMac, panFingerprint } from '#server/keys.ts'
import { seal } from '#server/sealing.ts'
import type { App, Card } from './draw-card.ts'

type Rows = Record<string, unknown>[]
type Made = { keys: ChannelKeys; cards: readonly Card[]; clientId: string; nowMs: number }

const iso = (ms: number): string => new Date(ms).toISOString()
const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`
const YEAR_MS = 365 * 86_400_000

/**
 * A wave of cards with all that is theirs, in one transaction: as enrolling, asking and activating would have left it.
 * Answers the version of each guard.
 */
export async function insertCards(owner: Pool, made: Omit<Made, 'nowMs'>): Promise<Map<string, number>> {
  const branchId = randomUUID()
  const parts = { ...made, nowMs: Date.now() }
  await withTransaction(owner, async (tx) => {
    // The wave's own commit may be the one of which nothing was heard.
    const { rowCount } = await tx.query('SELECT FROM card WHERE id = $1', [made.cards[0]?.cardId])
    if (rowCount) return
    await insertRows(tx, 'branch', [{ id: branchId, code: String(randomInt(100_000_000)), name: 'شعبهٔ آزمون' }])
    await insertRows(tx, 'customer', listCustomers(parts, branchId))
    for (const [table, rows] of Object.entries(listCardRows(parts))) await insertRows(tx, table, rows)
    for (const [table, rows] of Object.entries(listRequestRows(parts))) await insertRows(tx, table, rows)
    for (const [table, rows] of Object.entries(listAppRows(parts))) await insertRows(tx, table, rows)
  })
  const guardIds = made.cards.map(({ guardId }) => guardId)
  const { rows } = await owner.query<{ id: string; version: number }>(
    'SELECT id, version FROM guard WHERE id = ANY($1::uuid[])',
    [guardIds],
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

async function insertRows(tx: Transaction, table: string, rows: Rows): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}

function listCustomers({ cards, nowMs }: Made, branchId: string): Rows {
  return cards.map(({ customerId, mobile }) => ({
    id: customerId,
    customer_number: `80${mobile.slice(-9)}`,
    national_id: `8${mobile.slice(-9)}`,
    name: 'نام آزمون',
    name_search: 'نام ازمون',
    mobile,
    sms_member: true,
    branch_id: branchId,
    created_at: iso(nowMs),
  }))
}

function listCardRows({ keys, cards, nowMs }: Made): Record<string, Rows> {
  const expiry = iso(nowMs + YEAR_MS)
  const state = { bin: '507677', status: 'active', expires_at: expiry, created_at: iso(nowMs) }
  const enrolled = { pin_kind: 'second', status: 'active', created_at: iso(nowMs), activated_at: iso(nowMs) }
  return {
    card: cards.map(({ cardId: id, customerId: customer_id, pan }) => ({
      id,
      customer_id,
      last4: pan.slice(-4),
      ...state,
    })),
    card_fingerprint: cards.map(({ cardId: card_id, pan }) => ({
      fingerprint: bytea(panFingerprint(keys, pan)),
      card_id,
    })),
    guard: cards.map(({ guardId: id, cardId: card_id }) => {
      return { id, card_id, pin_kind: 'second', card_status: 'active', card_expires_at: expiry }
    }),
    enrollment: cards.flatMap(({ cardId: card_id, customerId: customer_id, codes: [code], app }) => [
      ...(code ? [{ id: code.enrollmentId, card_id, customer_id, method: 'sms', ...enrolled }] : []),
      ...(app ? [{ id: app.enrollmentId, card_id, customer_id, method: 'app', ...enrolled }] : []),
    ]),
  }
}

function listRequestRows({ keys, cards, clientId }: Made): Record<string, Rows> {
  const codes = cards.flatMap((card) => card.codes.map((code) => ({ ...card, ...code })))
  return {
    otp_request: codes.map(
      ({ id, guardId, cardId, customerId, enrollmentId, requestedAtMs, expiresAtMs, binding }) => ({
        id,
        at: iso(requestedAtMs),
        guard_id: guardId,
        card_id: cardId,
        customer_id: customerId,
        enrollment_id: enrollmentId,
        reference_number: '000000000000',
        process_type: binding.processType,
        amount: binding.amount,
        payee_name: 'فروشگاه آزمون',
        merchant_id: binding.merchantId,
        terminal_id: binding.terminalId,
        channel_client_id: clientId,
        state: 'sent',
        expires_at: iso(expiresAtMs),
      }),
    ),
    otp_code: codes.map(({ id, requestedAtMs, guardId, code }) => {
      return {
        otp_request_id: id,
        at: iso(requestedAtMs),
        guard_id: guardId,
        code_mac: bytea(otpCodeMac(keys, id, code)),
      }
    }),
  }
}

function listAppRows({ keys, cards, nowMs }: Made): Record<string, Rows> {
  const at = iso(nowMs)
  const withApp = cards.flatMap(({ app, ...card }) => (app ? [{ ...card, ...app }] : []))
  const phone = { platform: 'android', model: 'Test Phone', app_version: '1.0', signing_key: {}, agreement_key: {} }
  const seen = { status: 'active', registered_at: at, activated_at: at, last_seen_at: at }
  const issued = { status: 'confirmed', terminal_id: 'ATM-0001', receipt_custody: 'answered_to_atm', issued_at: at }
  return {
    device: withApp.map(({ deviceId: id, mobile }) => ({ id, mobile, ...phone, ...seen })),
    activation_token: withApp.map(({ tokenId: id, enrollmentId: enrollment_id, cardId, customerId, mobile }) => {
      const of = { id, enrollment_id, card_id: cardId, customer_id: customerId, mobile, sms_message_id: randomUUID() }
      return { ...of, ...issued, expires_at: iso(nowMs + 86_400_000), redeemed_at: at }
    }),
    activation: withApp.map(({ activationId: id, enrollmentId: enrollment_id, cardId, deviceId, tokenId }) => {
      const of = { id, enrollment_id, card_id: cardId, device_id: deviceId, activation_token_id: tokenId }
      return { ...of, status: 'active', created_at: at, confirmed_at: at }
    }),
    enrollment_secret: withApp.map((app) => sealSecret(keys, app)),
  }
}

function sealSecret(keys: ChannelKeys, { activationId, secret }: App): Rows[number] {
  const { keyId, sealed } = seal(keys, { table: 'enrollment_secret', column: 'sealed', recordId: activationId }, secret)
  return { activation_id: activationId, key_id: keyId, sealed: bytea(sealed), digits: 7 }
}
