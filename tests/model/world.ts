import { randomInt } from 'node:crypto'
import type { Policy } from '#domain/operator/policy.ts'
import { hotp } from '#domain/otp/otp.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import type { Pan } from '#server/pan.ts'
import type { PastCall } from './past-call.ts'

/** What a code is asked and used for; `account` is canonical. */
export type Deal = {
  processType: string
  amount: number | null
  merchantId: string
  terminalId: string
  account: string | null
}

export type Guard = {
  run: number
  hundred: number
  dayCount: number
  day: number | null
  step: number
  appClosedUntilMs: number | null
  allClosedUntilMs: number | null
  held: boolean
  lastCountedAtMs: number | null
  suspended: boolean
  /** Of the second PIN: what its sources' counted tries cost today, where they stand, and when codes were accepted from whom. */
  spendings: { place: string; name: string; atMs: number; cost: number; asKnown: boolean }[]
  states: Record<string, SourceState>
  good: Record<string, number>
}

export type SourceState = { run: number; step: number; appClosedUntilMs: number | null }

export type Request = {
  id: string
  atMs: number
  expiresAtMs: number
  deal: Deal
  mobile: string | null
  enrollmentId: string | null
  /** Null: none was sent. */
  code: string | null
  /** Over a rate nothing is kept of a code, so that only its name can cost it a try. */
  isKept: boolean
  /** Whose press it was, and whether that source was known then. */
  place: string
  source: string
  isSourceKnown: boolean
  state: 'sent' | 'suppressed' | 'used' | 'superseded' | 'exhausted' | 'ended'
  tries: number
}

export type Enrollment = {
  id: string
  pinKind: PinKind
  method: 'sms' | 'app'
  status: 'pending' | 'active' | 'suspended' | 'deactivated'
}

export type Token = {
  id: string
  enrollmentId: string
  mobile: string
  receiptPart: string
  smsPart: string
  status: 'issued' | 'redeemed' | 'confirmed' | 'expired' | 'superseded' | 'exhausted' | 'ended'
  wasRedeemed: boolean
  tried: boolean
  failed: number
  issuedAtMs: number
  expiresAtMs: number
}

export type Activation = {
  id: string
  enrollmentId: string
  pinKind: PinKind
  deviceId: string
  tokenId: string
  status: 'unconfirmed' | 'active' | 'ended'
  endedReason: string | null
  endedAtMs: number | null
  wasConfirmed: boolean
  failed: number
  createdAtMs: number
  lastStep: number | null
  drift: number
  driftRun: number
  codeAt: (step: number) => string
}

export type Device = {
  id: string
  mobile: string
  status: 'registered' | 'active' | 'deactivated' | 'blocked'
  /** Instants of receipt parts that found nothing. */
  wrongReceiptsAtMs: number[]
}

export type Card = { isKnown: boolean; pan: Pan; requests: Request[]; first: Guard; second: Guard }
export type SourceTry = { key: string; atMs: number; counted: boolean }

/** Everything the bank knows of one customer, as the contract's words make it; and a card that is nobody's. */
export type World = {
  nowMs: number
  /** The clock may be set back a little, never far behind this. */
  latestMs: number
  policy: Policy
  mobile: string | null
  smsMember: boolean
  coolingOffUntilMs: number | null
  cardStatus: 'active' | 'blocked'
  cardExpiresAtMs: number
  card: Card
  stranger: Card
  enrollments: Enrollment[]
  tokens: Token[]
  activations: Activation[]
  devices: Device[]
  tries: SourceTry[]
  presses: SourceTry[]
  calls: PastCall[]
  verifications: number
  closings: number
  /** How often the customer was told of each kind of act. */
  notices: Record<string, number>
  reach: (what: string) => void
}

const DAY_MS = 86_400_000
const TEHRAN_MS = 12_600_000
export const STEP_MS = 60_000

/** Days of Tehran, counted. */
export const dayOf = (atMs: number): number => Math.floor((atMs + TEHRAN_MS) / DAY_MS)
export const dayStartMs = (day: number): number => day * DAY_MS - TEHRAN_MS
export const nextMidnightMs = (atMs: number): number => dayStartMs(dayOf(atMs) + 1)
export const stepOf = (atMs: number): number => Math.floor(atMs / STEP_MS)

/** A number that no other sequence has: rates are counted on it. */
export function drawMobile(): string {
  return `+989${String(randomInt(10 ** 9)).padStart(9, '0')}`
}

export function newGuard(): Guard {
  return {
    run: 0,
    hundred: 0,
    dayCount: 0,
    day: null,
    step: 0,
    appClosedUntilMs: null,
    allClosedUntilMs: null,
    held: false,
    lastCountedAtMs: null,
    suspended: false,
    spendings: [],
    states: {},
    good: {},
  }
}

/** The codes of one secret, each computed once. */
export function codesOf(secret: Uint8Array, digits: number): (step: number) => string {
  const known = new Map<number, string>()
  return (step) => {
    const code = known.get(step) ?? hotp({ secret, counter: step, digits, algorithm: 'SHA256' })
    known.set(step, code)
    return code
  }
}

/** §4: the customer is told of every act, where there is a number to tell it to. */
export function tell(world: World, kind: string): void {
  if (world.mobile !== null) world.notices[kind] = (world.notices[kind] ?? 0) + 1
}

export function openEnrollments(world: World, pinKind: PinKind): Enrollment[] {
  return world.enrollments.filter((own) => own.pinKind === pinKind && own.status !== 'deactivated')
}

export function moveTo(world: World, atMs: number): void {
  world.nowMs = atMs
  world.latestMs = Math.max(world.latestMs, atMs)
}
