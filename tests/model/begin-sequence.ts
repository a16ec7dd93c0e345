import { randomBytes } from 'node:crypto'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import type { Policy } from '#domain/operator/policy.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { drawId } from '#server/draw-id.ts'
import { guardIdOf, panFingerprint } from '#server/keys.ts'
import { seal } from '#server/sealing.ts'
import type { ChannelServices } from '#server/services.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import type { ModelFixture } from './model-fixture.ts'
import type { Beginning } from './profiles.ts'
import { type Card, codesOf, dayOf, drawMobile, type Guard, newGuard, nextMidnightMs, type World } from './world.ts'

/** One sequence's customer in the system, and where its rows are found. */
export type Real = {
  fixture: ModelFixture
  services: ChannelServices
  customerId: string
  customerNumber: string
  nationalId: string
  cardId: string
  guardIds: { first: string; second: string; stranger: string }
  name: (word: string) => string
  pressesRefused: number
}
type Rows = Record<string, Record<string, unknown>[]>
export type Begin = { fixture: ModelFixture; policy: Policy; beginning: Beginning; nowMs: number; place: number }

const YEAR_MS = 365 * 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString()
const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

/** Writes a customer as the beginning says, in one statement, and its model. */
export async function beginSequence(begin: Begin, reach: World['reach']): Promise<{ world: World; real: Real }> {
  const { fixture, policy, beginning } = begin
  const services = fixture.channel(policy)
  const real = newReal(begin, services)
  const world = newWorld(begin, reach)
  const rows: Rows = listPersonRows(world, real)
  if (beginning.sms) addEnrollment({ world, real, rows }, 'second', 'sms')
  if (beginning.appSecond) addApp({ world, real, rows }, 'second')
  if (beginning.appFirst) addApp({ world, real, rows }, 'first')
  addDevice({ world, real, rows })
  await insertRows(fixture, rows)
  return { world, real }
}

function newReal({ fixture, nowMs, place }: Begin, services: ChannelServices): Real {
  const id = String(100_000_000 + place)
  return {
    fixture,
    services,
    customerId: drawId(nowMs),
    customerNumber: String(place + 1),
    nationalId: id + nationalIdCheckDigit(id),
    cardId: drawId(nowMs),
    guardIds: { first: '', second: '', stranger: '' },
    name: (word) => `${word}-${place}`,
    pressesRefused: 0,
  }
}

function newWorld({ policy, beginning, nowMs }: Begin, reach: World['reach']): World {
  const counts: Partial<Guard> =
    beginning.counted === 0
      ? {}
      : {
          hundred: beginning.counted,
          dayCount: beginning.counted % policy.guardDayMax,
          day: dayOf(nowMs),
          lastCountedAtMs: nowMs,
        }
  const card = (isKnown: boolean): Card => {
    const [first, second] = isKnown
      ? [
          { ...newGuard(), ...counts },
          { ...newGuard(), ...counts },
        ]
      : [newGuard(), newGuard()]
    return { isKnown, pan: drawPan(), requests: [], first, second }
  }
  return {
    nowMs,
    latestMs: nowMs,
    policy,
    mobile: drawMobile(),
    smsMember: true,
    coolingOffUntilMs: null,
    cardStatus: 'active',
    cardExpiresAtMs: nextMidnightMs(nowMs) + YEAR_MS,
    card: card(true),
    stranger: card(false),
    enrollments: [],
    tokens: [],
    activations: [],
    devices: [],
    tries: [],
    presses: [],
    calls: [],
    verifications: 0,
    closings: 0,
    notices: {},
    reach,
  }
}

function listPersonRows(world: World, real: Real): Rows {
  const { keys } = real.services
  const { pan } = world.card
  const digits = pan.reveal()
  real.guardIds = {
    first: guardIdOf(keys, digits, 'first'),
    second: guardIdOf(keys, digits, 'second'),
    stranger: guardIdOf(keys, world.stranger.pan.reveal(), 'second'),
  }
  const [id, card_id, created_at] = [real.customerId, real.cardId, iso(world.nowMs)]
  const expires = iso(world.cardExpiresAtMs)
  const guardRow = (pin_kind: PinKind) => ({
    id: real.guardIds[pin_kind],
    card_id,
    pin_kind,
    card_status: 'active',
    card_expires_at: expires,
    ...countsOf(world.card[pin_kind]),
  })
  return {
    customer: [
      {
        id,
        customer_number: real.customerNumber,
        national_id: real.nationalId,
        name: 'نام الگو',
        name_search: 'نام الگو',
        mobile: world.mobile,
        sms_member: true,
        branch_id: real.fixture.branch.id,
        created_at,
      },
    ],
    card: [
      {
        id: card_id,
        customer_id: id,
        bin: pan.bin,
        last4: pan.last4,
        status: 'active',
        expires_at: expires,
        created_at,
      },
    ],
    card_fingerprint: [{ fingerprint: hex(panFingerprint(keys, digits)), card_id }],
    guard: [guardRow('first'), guardRow('second')],
  }
}

function countsOf({ hundred, dayCount, day, lastCountedAtMs }: Guard): Record<string, unknown> {
  return {
    held_count: hundred,
    day_count: dayCount,
    day: day === null ? null : iso(day * 86_400_000).slice(0, 10),
    last_counted_at: lastCountedAtMs === null ? null : iso(lastCountedAtMs),
    version: 0,
    run_count: 0,
    closing_step: 0,
  }
}

type Made = { world: World; real: Real; rows: Rows }

function add({ rows }: Made, table: string, row: Record<string, unknown>): void {
  rows[table] = [...(rows[table] ?? []), row]
}

function addEnrollment(made: Made, pinKind: PinKind, method: 'sms' | 'app'): string {
  const { world, real } = made
  const id = drawId(world.nowMs)
  const at = iso(world.nowMs)
  world.enrollments.push({ id, pinKind, method, status: 'active' })
  const whose = { card_id: real.cardId, customer_id: real.customerId, pin_kind: pinKind, method }
  add(made, 'enrollment', { id, ...whose, status: 'active', created_at: at, activated_at: at })
  return id
}

export function deviceRow(fixture: ModelFixture, { id, mobile, nowMs }: { id: string; mobile: string; nowMs: number }) {
  const { signing, agreement } = fixture.installationKeys
  const words = { platform: 'android', model: 'Model Phone', app_version: '1.0' }
  const at = iso(nowMs)
  return { id, mobile, ...words, signing_key: signing, agreement_key: agreement, registered_at: at, last_seen_at: at }
}

function addDevice(made: Made, status: 'registered' | 'active' = 'registered'): string {
  const { world, real } = made
  const id = drawId(world.nowMs)
  const mobile = world.mobile ?? ''
  world.devices.push({ id, mobile, status, wrongReceiptsAtMs: [] })
  add(made, 'device', { ...deviceRow(real.fixture, { id, mobile, nowMs: world.nowMs }), status })
  return id
}

function addApp(made: Made, pinKind: PinKind): void {
  const { world, real } = made
  const { policy, nowMs } = world
  const [enrollmentId, deviceId] = [addEnrollment(made, pinKind, 'app'), addDevice(made, 'active')]
  const [id, tokenId, secret, at] = [drawId(nowMs), drawId(nowMs), randomBytes(32), iso(nowMs)]
  const digits = pinKind === 'first' ? policy.codeLengthFirstDigits : policy.codeLengthSecondDigits
  add(made, 'activation_token', {
    id: tokenId,
    enrollment_id: enrollmentId,
    card_id: real.cardId,
    customer_id: real.customerId,
    mobile: world.mobile,
    status: 'confirmed',
    terminal_id: 'ATM-0',
    receipt_custody: 'answered_to_atm',
    reprints: 0,
    failed_attempts: 0,
    tried: true,
    sms_message_id: drawId(nowMs),
    issued_at: at,
    expires_at: iso(nowMs + 86_400_000),
    redeemed_at: at,
  })
  const whose = { enrollment_id: enrollmentId, card_id: real.cardId, device_id: deviceId, activation_token_id: tokenId }
  const counts = { failed_attempts: 0, drift_steps: 0, drift_run: 0 }
  add(made, 'activation', { id, ...whose, ...counts, status: 'active', created_at: at, confirmed_at: at })
  const { keyId, sealed } = seal(
    real.services.keys,
    { table: 'enrollment_secret', column: 'sealed', recordId: id },
    secret,
  )
  add(made, 'enrollment_secret', { activation_id: id, key_id: keyId, sealed: hex(sealed), digits })
  const token = { id: tokenId, enrollmentId, mobile: world.mobile ?? '', receiptPart: '', smsPart: '', failed: 0 }
  const times = { issuedAtMs: nowMs, expiresAtMs: nowMs + 86_400_000 }
  world.tokens.push({ ...token, ...times, status: 'confirmed', wasRedeemed: true, tried: true })
  world.activations.push({
    id,
    enrollmentId,
    pinKind,
    deviceId,
    tokenId,
    status: 'active',
    endedReason: null,
    endedAtMs: null,
    wasConfirmed: true,
    failed: 0,
    createdAtMs: nowMs,
    lastStep: null,
    drift: 0,
    driftRun: 0,
    codeAt: codesOf(secret, digits),
  })
}

async function insertRows({ owner }: ModelFixture, rows: Rows): Promise<void> {
  const parts = Object.entries(rows).map(([table, [first]], place) => {
    const columns = Object.keys(first ?? {}).join(', ')
    const from = `json_populate_recordset(NULL::${table}, $1::json -> '${table}')`
    return `i${place} AS (INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${from})`
  })
  await owner.query(`WITH ${parts.join(', ')} SELECT`, [JSON.stringify(rows)])
}
