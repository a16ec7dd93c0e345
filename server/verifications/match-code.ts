import { timingSafeEqual } from 'node:crypto'
import type { Policy } from '#domain/operator/policy.ts'
import { type MatchTotpParams, matchTotp, timeStep } from '#domain/otp/otp.ts'
import type { AppBindingFacts, OtpRequestFacts, PinKind } from '#domain/verification/verification-types.ts'
import { codeDigits } from '#server/activations/code-digits.ts'
import { type ChannelKeys, otpCodeMac } from '#server/keys.ts'
import { seal, unseal } from '#server/sealing.ts'
import {
  BINDINGS_MAX,
  type BindingRow,
  type FactsRow,
  type KeptRequestRow,
  OTHER_BINDINGS_MAX,
} from '#server/verifications/facts-repository.ts'

export type Typed = { keys: ChannelKeys; policy: Policy; pinKind: PinKind; code: string; nowMs: number }
export type CodeMatches = {
  otpRequests: readonly OtpRequestFacts[]
  appBindings: readonly AppBindingFacts[]
  otherPinKindMatches: boolean
}

const otherOf: Record<PinKind, PinKind> = { first: 'second', second: 'first' }

/**
 * Which of the card's codes was typed, by four searches, each of which knows what the ones before it found: the SMS
 * codes, the active binding where its clock was last, that binding's other steps, everything. Whoever stops early must
 * have found it accepted: a refusal that came sooner for one card than for another would tell them apart. Whatever is
 * searched is computed and compared whole, in constant time, matched or not.
 */
export function* searchCode(typed: Typed, row: FactsRow, guardId: string): Generator<CodeMatches, void> {
  const requests = row.otpRequests.map((request) => ({ request, matches: matchesRequest(typed, request) }))
  const foreign = requests.some(({ request, matches }) => request.guardId !== guardId && matches)
  const otpRequests = requests
    .filter(({ request }) => request.guardId === guardId)
    .map(({ request, matches }) => toRequestFacts(request, matches))
  const currentTimeStep = timeStep({ atMs: typed.nowMs, periodSeconds: typed.policy.appPeriodSeconds, t0Seconds: 0 })
  const found: (number | null)[] = []
  const tell = (): CodeMatches => ({
    otpRequests,
    appBindings: row.bindings.map((binding, slot) => toBindingFacts(binding, found[slot] ?? null, currentTimeStep)),
    otherPinKindMatches: foreign || found.slice(BINDINGS_MAX).some((offset) => offset !== null),
  })
  yield tell()
  const [main, ...others] = listSlots(typed, row)
  if (main) {
    const search = openSlot(typed, main)
    const near = nearOf(main, typed.policy)
    found.push(search(near))
    yield tell()
    const rest = search({ from: -main.reachSteps, to: main.reachSteps, except: near })
    found[0] ??= rest
  }
  yield tell()
  for (const slot of others) found.push(openSlot(typed, slot)({ from: -slot.reachSteps, to: slot.reachSteps }))
  yield tell()
}

function matchesRequest({ keys, code }: Typed, { id, codeMac, suppressedReason }: KeptRequestRow): boolean {
  const kept = Buffer.from(codeMac ?? '00'.repeat(32), 'hex')
  const isRight = timingSafeEqual(kept, otpCodeMac(keys, id, code))
  return isRight && suppressedReason === null
}

type Slot = { row: BindingRow | undefined; pinKind: PinKind; reachSteps: number }

/**
 * The first own binding, the active one if any is, is searched as far as a clock is explained; the rest, for the log
 * alone, less far.
 */
function listSlots({ policy, pinKind }: Typed, { bindings, otherBindings }: FactsRow): Slot[] {
  const slotsOf = (rows: readonly BindingRow[], count: number, kind: PinKind): Slot[] =>
    Array.from({ length: count }, (_, slot) => ({
      row: rows[slot],
      pinKind: kind,
      reachSteps: policy.activationWindowSteps,
    }))
  const [main, ...rest] = slotsOf(bindings, BINDINGS_MAX, pinKind)
  const others = slotsOf(otherBindings, OTHER_BINDINGS_MAX, otherOf[pinKind])
  return main ? [{ ...main, reachSteps: policy.diagnosisWindowSteps }, ...rest, ...others] : []
}

type Steps = MatchTotpParams['offsets']

/** Where the code of a clock that went on as it was last seen to go is found. */
function nearOf({ row, reachSteps }: Slot, { appWindowSteps }: Policy): Steps {
  const drift = Math.min(Math.max(row?.driftSteps ?? 0, -reachSteps), reachSteps)
  return { from: Math.max(drift - appWindowSteps, -reachSteps), to: Math.min(drift + appWindowSteps, reachSteps) }
}

/** Finds the offset in steps at which a binding shows the typed code; an empty slot is computed with a secret of nobody. */
function openSlot({ keys, policy, code, nowMs }: Typed, { row, pinKind }: Slot): (offsets: Steps) => number | null {
  const secret = openSecret(keys, row ?? nobodyOf(keys))
  const digits = row?.digits ?? codeDigits(policy, pinKind)
  const time = { atMs: nowMs, periodSeconds: policy.appPeriodSeconds, t0Seconds: 0 }
  return (offsets) => {
    const found = matchTotp({ secret, code, digits, algorithm: 'SHA256', ...time, offsets: { centre: 0, ...offsets } })
    return row ? found : null
  }
}

type SealedSecret = Pick<BindingRow, 'activationId' | 'keyId' | 'sealed'>

function openSecret(keys: ChannelKeys, { activationId, keyId, sealed }: SealedSecret): Buffer {
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: activationId }
  return unseal(keys, place, keyId, Buffer.from(sealed, 'hex'))
}

const nobodies = new WeakMap<ChannelKeys, SealedSecret>()

function nobodyOf(keys: ChannelKeys): SealedSecret {
  const known = nobodies.get(keys)
  if (known) return known
  const place = { table: 'enrollment_secret', column: 'sealed', recordId: 'nobody' }
  const { keyId, sealed } = seal(keys, place, Buffer.alloc(32, 1))
  const nobody = { activationId: 'nobody', keyId, sealed: sealed.toString('hex') }
  nobodies.set(keys, nobody)
  return nobody
}

/** A kept request as it stands, with what a search said of its code. */
export function toRequestFacts(row: KeptRequestRow, codeMatches: boolean): OtpRequestFacts {
  const { id, enrollmentId, requestedAtMs, expiresAtMs, state, tries } = row
  const { processType, amount, merchantId, terminalId, accountMac: accountKey } = row
  const binding = { processType, amount, merchantId, terminalId, accountKey }
  const hasCode = row.codeMac !== null
  return { id, enrollmentId, requestedAtMs, expiresAtMs, state, tries, hasCode, codeMatches, binding }
}

function toBindingFacts(row: BindingRow, offset: number | null, currentTimeStep: number): AppBindingFacts {
  const { keyId, sealed, digits, ...binding } = row
  return { ...binding, matchedStep: offset === null ? null : currentTimeStep + offset }
}
