import type { RequestRate } from '#channel/admission/request-rate.ts'
import { type Refused, refuse } from '#channel/http/problem.ts'
import type { Caller, Route } from '#channel/route.ts'
import { type Authenticated, findSigner, type Signer, signerOfClient } from '#channel/signature/find-signer.ts'
import { findSignatureRefusal } from '#channel/signature/http-signature.ts'
import {
  OPERATOR_SESSION,
  type ParsedSignature,
  type ReadSignature,
  readSignature,
} from '#channel/signature/read-signature.ts'
import { requireTrustedClock } from '#channel/signature/require-trusted-clock.ts'
import type { SignedHeaders } from '#channel/signature/signed-headers.ts'
import { isFromSources } from '#domain/channel-client/client-sources.ts'
import type { SignatureRefusal } from '#domain/channel-client/signature-fault.ts'
import { findSigningClient, recallSigningClient } from '#server/channel-clients/find-signing-client.ts'
import type { RefusalNotes } from '#server/channel-clients/note-refused-signatures.ts'
import { noteSecretReceived } from '#server/channel-clients/note-secret-received.ts'
import { recordStaleSignature } from '#server/channel-clients/record-stale-signature.ts'
import type { ToldTime } from '#server/clock/watch-clock.ts'
import { noteDeviceSeen } from '#server/devices/note-device-seen.ts'
import type { ChannelServices } from '#server/services.ts'

export type Received = {
  method: string
  path: string
  headers: SignedHeaders
  body: Buffer
  ip: string | null
  userAgent: string | null
} & ToldTime

type SignedCall = {
  services: ChannelServices
  staleRate: RequestRate
  notes: RefusalNotes
  route: Route
  received: Received
}
type Claimed = { keyId?: string; label?: string }

const staleRecordsPerSecondMax = 5

/**
 * Everything that is not good now — no signature, a wrong one, an unknown key, a stale one — is refused by one answer;
 * what was right but stale is recorded first. Why is noted for an administrator.
 * @throws Refused unauthenticated
 */
export async function authenticate(parts: SignedCall): Promise<Authenticated> {
  const { received } = parts
  const read = readHeaders(received.headers)
  if (!read.parsed) throw refuseNoted(parts, read.refusal, read)
  const { parsed } = read
  const signer = recallSigner(parts, parsed) ?? (await findRightSigner(parts, parsed))
  return await admit(parts, parsed, signer)
}

/**
 * Authenticates again, from the database, a client that was taken from memory and has changed since.
 * @throws Refused unauthenticated
 */
export async function authenticateAgain(parts: SignedCall): Promise<Authenticated> {
  const { parsed } = readHeaders(parts.received.headers)
  if (!parsed) throw refuse('unauthenticated')
  return await admit(parts, parsed, await findRightSigner(parts, parsed))
}

async function admit(parts: SignedCall, parsed: ParsedSignature, signer: Signer): Promise<Authenticated> {
  const { services, route, received } = parts
  const operatorSession = needsOperator(signer.caller, route) ? received.headers.operatorSession : null
  await refuseStale(parts, parsed, signer)
  const { key: _key, client, ...authenticated } = signer
  if (client?.isAwaited) await noteSecretReceived(services, client, received)
  if (signer.device) await noteDeviceSeen(services, signer.device, received.nowMs)
  if (operatorSession === null) return authenticated
  return { ...authenticated, actor: { kind: 'operator', sessionId: operatorSession } }
}

/** A client from memory is enough where the call itself checks it again; otherwise it is read. */
function recallSigner({ services, route, received }: SignedCall, parsed: ParsedSignature): Signer | null {
  if (!route.confirmsClient) return null
  const client = recallSigningClient(services, { keyId: parsed.keyId, nowMs: received.nowMs })
  const signer = client && signerOfClient(client)
  return signer && findRefusal(signer, { route, received }, parsed) === null ? signer : null
}

async function findRightSigner(parts: SignedCall, parsed: ParsedSignature): Promise<Signer> {
  const { services, received } = parts
  const signer = await findSigner(services, { keyId: parsed.keyId, nowMs: received.nowMs })
  const refusal = signer ? findRefusal(signer, parts, parsed) : ({ reason: 'unknown_key' } as const)
  if (refusal?.reason === 'foreign_address' && signer?.caller === 'backoffice') {
    services.log.warn(
      { address: received.ip },
      'the web process calls from an address that BACKOFFICE_SOURCES does not name',
    )
  }
  if (!signer || refusal) throw refuseNoted(parts, refusal ?? { reason: 'unknown_key' }, parsed)
  return signer
}

type SentCall = Pick<SignedCall, 'route' | 'received'>

function findRefusal(signer: Signer, { route, received }: SentCall, parsed: ParsedSignature): SignatureRefusal | null {
  const needs = needsOperator(signer.caller, route)
  const operatorSession = needs ? received.headers.operatorSession : null
  const { method, path, body, headers } = received
  if (needs && operatorSession === null) return { reason: 'component_absent', part: OPERATOR_SESSION }
  const message = { method, path, rawHeaders: headers.raw, body, operatorSession }
  return findSignatureRefusal(parsed, message, signer.key) ?? findForeign(signer, received)
}

/** The address is checked only after the signature: a wrong signature is refused alike from every address. */
function findForeign({ client }: Signer, { ip }: Received): SignatureRefusal | null {
  return client === undefined || isFromSources(ip, client.networks) ? null : { reason: 'foreign_address' }
}

function readHeaders({ signature, refusal }: SignedHeaders): ReadSignature {
  return signature === null ? { parsed: null, refusal: refusal ?? { reason: 'unsigned' } } : readSignature(signature)
}

function refuseNoted({ notes, route, received }: SignedCall, refusal: SignatureRefusal, claimed: Claimed): Refused {
  noteRefusal(notes, { route, received }, refusal, claimed)
  return refuse('unauthenticated')
}

/** For an administrator to see; the caller is told nothing of it. */
export function noteRefusal(
  notes: RefusalNotes,
  { route, received }: SentCall,
  refusal: SignatureRefusal,
  claimed: Claimed,
): void {
  const { keyId, label } = claimed
  const { ip: address, nowMs } = received
  const { caller, method, path } = route
  notes.note({ refusal, keyId, label, isOfApp: caller === 'device', method, path, address, nowMs })
}

/** Whether a client that was only remembered is still in use, with the secret and the addresses that were remembered. */
export async function isStillClient(
  services: ChannelServices,
  { keyId, clientRevision }: Authenticated,
  nowMs: number,
): Promise<boolean> {
  return (await findSigningClient(services, { keyId, nowMs }))?.revision === clientRevision
}

function needsOperator(caller: Caller, route: Route): boolean {
  return caller === 'backoffice' && route.caller === 'backoffice' && !route.withoutOperator
}

async function refuseStale(parts: SignedCall, parsed: ParsedSignature, signer: Signer): Promise<void> {
  const { services, staleRate, route, received } = parts
  const { nowMs, ip, userAgent } = received
  const skewSeconds = parsed.createdSeconds - Math.floor(nowMs / 1000)
  if (Math.abs(skewSeconds) <= services.policy().signatureSkewSeconds) return refuseExpired(parts, parsed)
  // Our own clock is off: the caller is not recorded as late.
  requireTrustedClock(received.clock)
  if (staleRate.take(signer.keyId, staleRecordsPerSecondMax, nowMs)) {
    const ctx = { actor: signer.actor, requestId: '', ip, userAgent, nowMs }
    await recordStaleSignature(services, ctx, { skewSeconds, path: route.path })
  }
  throw refuseNoted(parts, { reason: 'clock_skew', seconds: skewSeconds }, parsed)
}

function refuseExpired(parts: SignedCall, parsed: ParsedSignature): void {
  const { nowMs, clock } = parts.received
  if (parsed.expiresSeconds === null || nowMs <= parsed.expiresSeconds * 1000) return
  requireTrustedClock(clock)
  const seconds = Math.ceil(nowMs / 1000 - parsed.expiresSeconds)
  throw refuseNoted(parts, { reason: 'expired', seconds }, parsed)
}
