import type { SignatureFault, SignatureRefusal } from '#domain/channel-client/signature-fault.ts'
import { addRefusedSignatures, type RefusedSignature } from '#server/channel-clients/refused-signature-repository.ts'
import { withTransaction } from '#server/database.ts'
import type { ChannelServices } from '#server/services.ts'

const WRITTEN_EVERY_MS = 1_000
/** Between two writes, of known keys and of mere claims each; further ones are counted to those that are there, or not at all. */
const WAITING_MAX = 64
const KEY_ID_SHOWN = 16

/** Told of a request whose key is somebody's. */
const ofKnownKeys: ReadonlySet<SignatureFault> = new Set([
  'component_absent',
  'wrong_algorithm',
  'wrong_signature',
  'wrong_digest',
  'foreign_address',
  'clock_skew',
  'expired',
  'wrong_client_kind',
])

export type NotedRefusal = {
  refusal: SignatureRefusal
  keyId: string | undefined
  label: string | undefined
  isOfApp: boolean
  method: string
  /** The route's, not what stood in the request. */
  path: string
  address: string | null
  nowMs: number
}

export type RefusalNotes = { note: (noted: NotedRefusal) => void; stop: () => Promise<void> }

/**
 * Keeps why requests were refused, for an administrator to see. Noting is one entry in memory, alike for every key, and
 * what has come is written at most once a second: a flood costs no row and no query each.
 */
export function noteRefusedSignatures({ pool, log }: Pick<ChannelServices, 'pool' | 'log'>): RefusalNotes {
  // Apart, so that a flood of invented keys cannot crowd out what a client is to learn of its own.
  const waiting = { known: new Map<string, RefusedSignature>(), claimed: new Map<string, RefusedSignature>() }
  let timer: NodeJS.Timeout | null = null
  const write = async (): Promise<void> => {
    timer = null
    const refused = [...waiting.known.values(), ...waiting.claimed.values()]
    waiting.known.clear()
    waiting.claimed.clear()
    if (refused.length === 0) return
    try {
      await withTransaction(pool, (tx) => addRefusedSignatures(tx, refused, Date.now()))
    } catch {
      log.debug({ refused: refused.length }, 'why requests were refused could not be written')
    }
  }
  return {
    note: (noted) => {
      addTo(ofKnownKeys.has(noted.refusal.reason) ? waiting.known : waiting.claimed, noted)
      timer ??= setTimeout(() => void write(), WRITTEN_EVERY_MS).unref()
    },
    stop: async () => {
      if (timer) clearTimeout(timer)
      await write()
    },
  }
}

function addTo(waiting: Map<string, RefusedSignature>, noted: NotedRefusal): void {
  const { refusal, isOfApp, method, path, nowMs } = noted
  const keyId = plain(noted.keyId, 64)
  const address = noted.address ?? ''
  const key = [isOfApp, keyId, refusal.reason, method, path, address].join('\n')
  const known = waiting.get(key)
  if (!known && waiting.size >= WAITING_MAX) return
  waiting.set(key, {
    isOfApp,
    keyId,
    shownKeyId: shownKeyId(keyId),
    reason: refusal.reason,
    part: withoutNumbers(plain(refusal.part, 48)),
    seconds: refusal.seconds ?? null,
    label: withoutNumbers(plain(noted.label, 32)),
    method: method.slice(0, 8),
    path: path.slice(0, 100),
    address: address.slice(0, 45),
    times: (known?.times ?? 0) + 1,
    firstAtMs: known?.firstAtMs ?? nowMs,
    lastAtMs: nowMs,
  })
}

/** Only what is seen, cut. */
function plain(text: string | undefined, length: number): string {
  const seen = (text ?? '').replace(/[^\x21-\x7e]/g, '?')
  return seen.length <= length ? seen : `${seen.slice(0, length - 1)}~`
}

/** Long numbers, which may be a card's, are hidden. */
function withoutNumbers(text: string): string {
  return text.replace(/[0-9]{12,}/g, (digits) => '*'.repeat(digits.length))
}

function shownKeyId(keyId: string): string {
  return withoutNumbers(keyId.length <= KEY_ID_SHOWN ? keyId : `${keyId.slice(0, KEY_ID_SHOWN)}~`)
}
