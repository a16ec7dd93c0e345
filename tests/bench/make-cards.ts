import { createHmac } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool, Transaction } from '#server/database.ts'
import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import { seal } from '#server/sealing.ts'
import { idInSql, idOf, panOf } from './card-ids.ts'

export type Method = 'sms' | 'app'
/** Cards of one method at consecutive places. */
export type Cards = { method: Method; from: number; count: number }

const CHUNK = 50_000
const CARDS_PER_CUSTOMER = 4

/** Whose card is at a place: a customer holds four. */
export const customerOf = (place: number): number => place - (place % CARDS_PER_CUSTOMER)

/** As many cards, enrolled, by the set; the database's superuser lets triggers rest. `from`: a multiple of four. */
export async function makeCards(superuser: Pool, keys: ChannelKeys, cards: Cards): Promise<void> {
  const sql = await superuser.connect()
  try {
    await sql.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      INSERT INTO branch (id, code, name) VALUES ('${idOf('customer', 0)}', '1', 'x') ON CONFLICT DO NOTHING;
      SET bench.seal_key = '${keys.sealKeyId}';
      CREATE TEMP TABLE made (place int8, pan text, fingerprint bytea, first uuid, second uuid, sealed bytea)`)
    let inserted = Promise.resolve()
    for (let done = 0; done < cards.count; done += CHUNK) {
      const places = Array.from({ length: Math.min(CHUNK, cards.count - done) }, (_, n) => cards.from + done + n)
      // The next chunk is computed here while PostgreSQL takes this one.
      const lines = places.map((place) => lineOf(keys, cards.method, place)).join('')
      await inserted
      inserted = insertChunk(sql, cards.method, lines)
    }
    await inserted
    await sql.query('VACUUM ANALYZE')
    await sql.query('CHECKPOINT')
  } finally {
    sql.release(true)
  }
}

function lineOf(keys: ChannelKeys, method: Method, place: number): string {
  const pan = panOf(place)
  const fingerprint = panFingerprint(keys, pan).toString('hex')
  const guards = [guardIdOf(keys, pan, 'first'), guardIdOf(keys, pan, 'second')]
  return `${[place, pan, `\\\\x${fingerprint}`, ...guards, method === 'app' ? `\\\\x${sealSecret(keys, place)}` : '\\N'].join('\t')}\n`
}

function sealSecret(keys: ChannelKeys, place: number): string {
  const where = { table: 'enrollment_secret', column: 'sealed', recordId: idOf('activation', place) }
  return seal(keys, where, secretOf(keys, place)).sealed.toString('hex')
}

/** By a file: nothing else hands so many rows over so cheaply. */
async function insertChunk(sql: Transaction, method: Method, lines: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-bench-'))
  const file = join(folder, 'cards')
  try {
    chmodSync(folder, 0o711)
    writeFileSync(file, lines, { mode: 0o644 })
    await sql.query(`COPY made FROM '${file}'`)
    for (const text of [...cardTexts, ...(method === 'sms' ? smsTexts : appTexts)]) await sql.query(text)
    await sql.query('TRUNCATE made')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const id = (kind: Parameters<typeof idInSql>[0]): string => idInSql(kind, 'place')
const customerPlace = `(place - place % ${CARDS_PER_CUSTOMER})`
const owner = idInSql('customer', customerPlace)
const year = `now() + interval '1 y'`
const guard = (pinKind: 'first' | 'second'): string =>
  `INSERT INTO guard (id, card_id, pin_kind, card_status, card_expires_at) SELECT ${pinKind}, ${id('card')}, '${pinKind}', 'active', ${year} FROM made`

const cardTexts = [
  `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id, created_at)
   SELECT ${owner}, 990000000000 + place, lpad(place::text, 10, '0'), 'x', 'x', '+989' || lpad(place::text, 9, '0'), true,
     '${idOf('customer', 0)}', now() FROM made WHERE place = ${customerPlace}`,
  `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at)
   SELECT ${id('card')}, ${owner}, '507677', right(pan, 4), 'active', ${year}, now() FROM made`,
  `INSERT INTO card_fingerprint (fingerprint, card_id) SELECT fingerprint, ${id('card')} FROM made`,
  guard('first'),
  guard('second'),
]
const enrollment = (method: Method): string =>
  `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
   SELECT ${id(method)}, ${id('card')}, ${owner}, 'second', '${method}', 'active', now(), now() FROM made`

const smsTexts = [enrollment('sms')]
const appTexts = [
  enrollment('app'),
  `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, activated_at, last_seen_at)
   SELECT ${id('device')}, '+989' || lpad(place::text, 9, '0'), 'android', 'Phone', '1.0', '{}', '{}', 'active', now(), now(), now() FROM made`,
  `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody, sms_message_id,
     issued_at, expires_at, redeemed_at)
   SELECT ${id('token')}, ${id('app')}, ${id('card')}, ${owner}, '+989' || lpad(place::text, 9, '0'), 'confirmed', 'ATM-1',
     'answered_to_atm', ${id('message')}, now(), now(), now() FROM made`,
  `INSERT INTO activation (id, enrollment_id, card_id, device_id, activation_token_id, status, created_at, confirmed_at)
   SELECT ${id('activation')}, ${id('app')}, ${id('card')}, ${id('device')}, ${id('token')}, 'active', now(), now() FROM made`,
  `INSERT INTO enrollment_secret (activation_id, key_id, sealed, digits) SELECT ${id('activation')}, current_setting('bench.seal_key'), sealed, 7 FROM made`,
]

/** The app's secret at a place; drawn from a key of this database, and as long as a real one. */
export function secretOf(keys: ChannelKeys, place: number): Buffer {
  return createHmac('sha256', keys.tokenKey).update(`bench ${place}`).digest()
}
