import { timingSafeEqual } from 'node:crypto'
import { matchTotp, timeStep } from '#domain/otp.ts'
import type { Policy } from '#domain/policy.ts'
import type { AppBindingFacts, OtpRequestFacts, PinKind } from '#domain/verification-types.ts'
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
  otpRequests: OtpRequestFacts[]
  appBindings: AppBindingFacts[]
  otherPinKindMatches: boolean
}

const otherOf: Record<PinKind, PinKind> = { first: 'second', second: 'first' }

/** Which of the card's codes was typed. Every one is computed and compared in constant time, matched or not. */
export function matchCode(typed: Typed, row: FactsRow, guardId: string): CodeMatches {
  const requests = row.otpRequests.map((request) => ({ request, matches: matchesRequest(typed, request) }))
  const own = matchBindings(typed, { rows: row.bindings, count: BINDINGS_MAX, pinKind: typed.pinKind })
  const other = matchBindings(typed, {
    rows: row.otherBindings,
    count: OTHER_BINDINGS_MAX,
    pinKind: otherOf[typed.pinKind],
  })
  const currentTimeStep = timeStep({ atMs: typed.nowMs, periodSeconds: typed.policy.appPeriodSeconds, t0Seconds: 0 })
  const foreign = requests.filter(({ request }) => request.guardId !== guardId)
  return {
    otpRequests: requests
      .filter(({ request }) => request.guardId === guardId)
      .map(({ request, matches }) => toRequestFacts(request, matches)),
    appBindings: row.bindings.map((binding, index) => toBindingFacts(binding, own[index] ?? null, currentTimeStep)),
    otherPinKindMatches: foreign.some(({ matches }) => matches) || other.some((offset) => offset !== null),
  }
}

function matchesRequest({ keys, code }: Typed, { id, codeMac, suppressedReason }: KeptRequestRow): boolean {
  const kept = Buffer.from(codeMac ?? '00'.repeat(32), 'hex')
  const isRight = timingSafeEqual(kept, otpCodeMac(keys, id, code))
  return isRight && suppressedReason === null
}

type Slots = { rows: readonly BindingRow[]; count: number; pinKind: PinKind }

/**
 * The offset in steps at which each binding shows the typed code; empty slots are computed with a secret of nobody. The
 * first own one, active if any is, is searched as far as a clock is explained; the rest, for the log alone, less far.
 */
function matchBindings(typed: Typed, { rows, count, pinKind }: Slots): (number | null)[] {
  const { keys, policy, code, nowMs } = typed
  return Array.from({ length: Math.max(count, rows.length) }, (_, slot) => {
    const row = rows[slot]
    const isMain = slot === 0 && pinKind === typed.pinKind
    const reach = isMain ? policy.diagnosisWindowSteps : policy.activationWindowSteps
    const found = matchTotp({
      secret: openSecret(keys, row ?? nobodyOf(keys)),
      code,
      digits: row?.digits ?? codeDigits(policy, pinKind),
      algorithm: 'SHA256',
      atMs: nowMs,
      periodSeconds: policy.appPeriodSeconds,
      t0Seconds: 0,
      offsets: { from: -reach, to: reach, centre: 0 },
    })
    return row ? found : null
  })
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

function toRequestFacts(row: KeptRequestRow, codeMatches: boolean): OtpRequestFacts {
  const { id, enrollmentId, requestedAtMs, expiresAtMs, state, tries } = row
  const { processType, amount, merchantId, terminalId, accountMac: accountKey } = row
  const binding = { processType, amount, merchantId, terminalId, accountKey }
  return { id, enrollmentId, requestedAtMs, expiresAtMs, state, tries, codeMatches, binding }
}

function toBindingFacts(row: BindingRow, offset: number | null, currentTimeStep: number): AppBindingFacts {
  const { keyId, sealed, digits, ...binding } = row
  return { ...binding, matchedStep: offset === null ? null : currentTimeStep + offset }
}
