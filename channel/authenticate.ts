import { createPublicKey } from 'node:crypto'
import { isSignatureRight, type ParsedSignature, parseSignature, type SignatureKey } from '#channel/http-signature.ts'
import { refuse } from '#channel/problem.ts'
import type { RequestRate } from '#channel/request-rate.ts'
import { requireTrustedClock } from '#channel/require-trusted-clock.ts'
import type { Caller, Route } from '#channel/route.ts'
import type { SignedHeaders } from '#channel/signed-headers.ts'
import {
  findSigningClient,
  recallSigningClient,
  type SigningClient,
} from '#server/channel-clients/find-signing-client.ts'
import { recordStaleSignature } from '#server/channel-clients/record-stale-signature.ts'
import type { ToldTime } from '#server/clock/watch-clock.ts'
import { findSigningDevice, type SigningDevice } from '#server/devices/find-signing-device.ts'
import { noteDeviceSeen } from '#server/devices/note-device-seen.ts'
import type { Actor, ChannelActor, DeviceActor } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

export type Received = {
  method: string
  path: string
  headers: SignedHeaders
  body: Buffer
  ip: string | null
  userAgent: string | null
} & ToldTime

/** Who signed: found by key id, believed by signature. */
export type Authenticated = {
  caller: Caller
  keyId: string
  actor: Actor
  ratePerSecond: number | null
  /** Of a channel client: its version, by whose secret it signed. */
  clientVersion?: number
  device?: SigningDevice
}

type Signer = Authenticated & { actor: ChannelActor | DeviceActor; key: SignatureKey }
type Parts = { services: ChannelServices; staleRate: RequestRate; route: Route; received: Received }

const staleRecordsPerSecondMax = 5
const deviceIdForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Everything that is not good now — no signature, a wrong one, an unknown key, a stale one — is refused by one answer;
 * what was right but stale is recorded first.
 * @throws Refused unauthenticated
 */
export async function authenticate(parts: Parts): Promise<Authenticated> {
  const { services, route, received } = parts
  const parsed = received.headers.signature === null ? null : parseSignature(received.headers.signature)
  const signer = parsed && (recallSigner(parts, parsed) ?? (await findRightSigner(parts, parsed)))
  if (!parsed || !signer) throw refuse('unauthenticated')
  const operatorSession = needsOperator(signer.caller, route) ? received.headers.operatorSession : null
  await refuseStale(parts, parsed, signer)
  if (signer.device) await noteDeviceSeen(services, signer.device, received.nowMs)
  const { key: _key, ...authenticated } = signer
  if (operatorSession === null) return authenticated
  return { ...authenticated, actor: { kind: 'operator', sessionId: operatorSession } }
}

/** Where the call itself asks for the client again, one that is remembered will do; else it is read. */
function recallSigner({ services, route, received }: Parts, parsed: ParsedSignature): Signer | null {
  if (!route.confirmsClient) return null
  const client = recallSigningClient(services, { keyId: parsed.keyId, nowMs: received.nowMs })
  const signer = client && signerOfClient(client)
  return signer && hasSigned(signer, { route, received }, parsed) ? signer : null
}

async function findRightSigner({ services, route, received }: Parts, parsed: ParsedSignature): Promise<Signer | null> {
  const signer = await findSigner(services, { keyId: parsed.keyId, nowMs: received.nowMs })
  return signer && hasSigned(signer, { route, received }, parsed) ? signer : null
}

type Sent = Pick<Parts, 'route' | 'received'>

function hasSigned(signer: Signer, { route, received }: Sent, parsed: ParsedSignature): boolean {
  const needs = needsOperator(signer.caller, route)
  const operatorSession = needs ? received.headers.operatorSession : null
  const { method, path, body } = received
  if (needs && operatorSession === null) return false
  return isSignatureRight(parsed, { method, path, body, operatorSession }, signer.key)
}

/** Whether a client that was only remembered is still in use, with the secret by which it signed. */
export async function isStillClient(
  services: ChannelServices,
  { keyId, clientVersion }: Authenticated,
  nowMs: number,
): Promise<boolean> {
  return (await findSigningClient(services, { keyId, nowMs }))?.version === clientVersion
}

function needsOperator(caller: Caller, route: Route): boolean {
  return caller === 'backoffice' && route.caller === 'backoffice' && !route.withoutOperator
}

async function refuseStale(
  { services, staleRate, route, received }: Parts,
  parsed: ParsedSignature,
  signer: Signer,
): Promise<void> {
  const { nowMs, ip, userAgent } = received
  const skewSeconds = parsed.createdSeconds - Math.floor(nowMs / 1000)
  if (Math.abs(skewSeconds) <= services.policy().signatureSkewSeconds) return
  // It is our clock that is off: the caller is not to blame, nor to be recorded as late.
  requireTrustedClock(received.clock)
  if (staleRate.take(signer.keyId, staleRecordsPerSecondMax, nowMs)) {
    const ctx = { actor: signer.actor, requestId: '', ip, userAgent, nowMs }
    await recordStaleSignature(services, ctx, { skewSeconds, path: route.path })
  }
  throw refuse('unauthenticated')
}

async function findSigner(services: ChannelServices, asked: { keyId: string; nowMs: number }): Promise<Signer | null> {
  if (deviceIdForm.test(asked.keyId)) {
    const device = await findSigningDevice(services.pool, asked.keyId)
    return device && signerOfDevice(device)
  }
  const client = await findSigningClient(services, asked)
  return client && signerOfClient(client)
}

function signerOfClient({ id, kind, name, version, ratePerSecond, secret }: SigningClient): Signer {
  return {
    caller: kind,
    keyId: id,
    actor: { kind: 'channel', clientId: id, clientKind: kind, name },
    ratePerSecond,
    clientVersion: version,
    key: { algorithm: 'hmac-sha256', secret },
  }
}

function signerOfDevice(device: SigningDevice): Signer {
  const publicKey = createPublicKey({ key: device.signingKey, format: 'jwk' })
  return {
    caller: 'device',
    keyId: device.id,
    actor: { kind: 'device', deviceId: device.id, name: device.model },
    ratePerSecond: null,
    device,
    key: { algorithm: 'ecdsa-p256-sha256', publicKey },
  }
}
