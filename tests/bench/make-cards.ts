import { hkdfSync } from 'node:crypto'
import type { Pool, Transaction } from '#server/database.ts'
import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import { seal } from '#server/sealing.ts'
import { idInSql, idOf, panOf } from './card-ids.ts'

export type Method = 'sms' | 'app'
/** Cards of one method at consecutive places. */
export type Cards = { method: Method; from: number; count: number }

const CHUNK = 20_000

/** As many cards, each of a customer of its own and enrolled, by the set; the database's superuser lets triggers rest. */
export async function makeCards(superuser: Pool, keys: ChannelKeys, cards: Cards): Promise<void> {
  const sql = await superuser.connect()
  try {
    await sql.query(`SET session_replication_role = replica; SET synchronous_commit = off;
      INSERT INTO branch (id, code, name) VALUES ('${idOf('customer', 0)}', '1', 'x') ON CONFLICT DO NOTHING;
      CREATE TEMP TABLE made (place int8, pan text, fingerprint bytea, first uuid, second uuid)`)
    for (let done = 0; done < cards.count; done += CHUNK) {
      const places = Array.from({ length: Math.min(CHUNK, cards.count - done) }, (_, n) => cards.from + done + n)
      await stage(sql, keys, places)
      for (const text of [...cardTexts, ...(cards.method === 'sms' ? smsTexts : appTexts)]) await sql.query(text)
      if (cards.method === 'app') await insertSecrets(sql, keys, places)
      await sql.query('TRUNCATE made')
    }
    await sql.query('VACUUM ANALYZE')
    await sql.query('CHECKPOINT')
  } finally {
    sql.release(true)
  }
}

async function stage(sql: Transaction, keys: ChannelKeys, places: number[]): Promise<void> {
  const pans = places.map(panOf)
  await sql.query(
    'INSERT INTO made SELECT * FROM unnest($1::int8[], $2::text[], $3::bytea[], $4::uuid[], $5::uuid[])',
    [
      places,
      pans,
      pans.map((pan) => panFingerprint(keys, pan)),
      pans.map((pan) => guardIdOf(keys, pan, 'first')),
      pans.map((pan) => guardIdOf(keys, pan, 'second')),
    ],
  )
}

const id = (kind: Parameters<typeof idInSql>[0]): string => idInSql(kind, 'place')
const year = `now() + interval '1 y'`
const guard = (pinKind: 'first' | 'second'): string =>
  `INSERT INTO guard (id, card_id, pin_kind, card_status, card_expires_at) SELECT ${pinKind}, ${id('card')}, '${pinKind}', 'active', ${year} FROM made`

const cardTexts = [
  `INSERT INTO customer (id, customer_number, national_id, name, name_search, mobile, sms_member, branch_id, created_at)
   SELECT ${id('customer')}, 990000000000 + place, lpad(place::text, 10, '0'), 'x', 'x', '+989' || lpad(place::text, 9, '0'), true,
     '${idOf('customer', 0)}', now() FROM made`,
  `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at)
   SELECT ${id('card')}, ${id('customer')}, '507677', right(pan, 4), 'active', ${year}, now() FROM made`,
  `INSERT INTO card_fingerprint (fingerprint, card_id) SELECT fingerprint, ${id('card')} FROM made`,
  guard('first'),
  guard('second'),
]
const enrollment = (method: Method): string =>
  `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
   SELECT ${id(method)}, ${id('card')}, ${id('customer')}, 'second', '${method}', 'active', now(), now() FROM made`

const smsTexts = [enrollment('sms')]
const appTexts = [
  enrollment('app'),
  `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, activated_at, last_seen_at)
   SELECT ${id('device')}, '+989' || lpad(place::text, 9, '0'), 'android', 'Phone', '1.0', '{}', '{}', 'active', now(), now(), now() FROM made`,
  `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, receipt_custody, sms_message_id,
     issued_at, expires_at, redeemed_at)
   SELECT ${id('token')}, ${id('app')}, ${id('card')}, ${id('customer')}, '+989' || lpad(place::text, 9, '0'), 'confirmed', 'ATM-1',
     'answered_to_atm', ${id('message')}, now(), now(), now() FROM made`,
  `INSERT INTO activation (id, enrollment_id, card_id, device_id, activation_token_id, status, created_at, confirmed_at)
   SELECT ${id('activation')}, ${id('app')}, ${id('card')}, ${id('device')}, ${id('token')}, 'active', now(), now() FROM made`,
]

async function insertSecrets(sql: Transaction, keys: ChannelKeys, places: number[]): Promise<void> {
  const ids = places.map((place) => idOf('activation', place))
  const sealed = places.map((place, n) => {
    const where = { table: 'enrollment_secret', column: 'sealed', recordId: ids[n] ?? '' }
    return seal(keys, where, secretOf(keys, place)).sealed
  })
  await sql.query(
    'INSERT INTO enrollment_secret (activation_id, key_id, sealed, digits) SELECT a, $3, s, 7 FROM unnest($1::uuid[], $2::bytea[]) AS x (a, s)',
    [ids, sealed, keys.sealKeyId],
  )
}

/** The app's secret at a place; drawn from a key of this database, and as long as a real one. */
export function secretOf(keys: ChannelKeys, place: number): Buffer {
  return Buffer.from(hkdfSync('sha256', keys.tokenKey, '', `bench ${place}`, 32))
}
