import { createPublicKey } from 'node:crypto'
import { isSignatureRight, type ParsedSignature, parseSignature, type SignatureKey } from '#channel/http-signature.ts'
import { refuse } from '#channel/problem.ts'
import type { RequestRate } from '#channel/request-rate.ts'
import { requireTrustedClock } from '#channel/require-trusted-clock.ts'
import type { Caller, Route } from '#channel/route.ts'
import type { SignedHeaders } from '#channel/signed-headers.ts'
import { findSigningClient, type SigningClient } from '#server/channel-clients/find-signing-client.ts'
import { recordStaleSignature } from '#server/channel-clients/record-stale-signature.ts'
import { findSigningDevice, type SigningDevice } from '#server/devices/find-signing-device.ts'
import { noteDeviceSeen } from '#server/devices/note-device-seen.ts'
import type { Actor, ChannelActor, DeviceActor } from '#server/request-context.ts'
import type { ChannelServices, ServingServices } from '#server/services.ts'

export type Received = {
  method: string
  path: string
  headers: SignedHeaders
  body: Buffer
  ip: string | null
  userAgent: string | null
  nowMs: number
}

/** Who signed: found by key id, believed by signature. */
export type Authenticated = {
  caller: Caller
  keyId: string
  actor: Actor
  ratePerSecond: number | null
  device?: SigningDevice
}

type Signer = Authenticated & { actor: ChannelActor | DeviceActor; key: SignatureKey }
type Parts = { services: ServingServices; staleRate: RequestRate; route: Route; received: Received }

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
  const signer = parsed && (await findSigner(services, parsed.keyId))
  if (!parsed || !signer) throw refuse('unauthenticated')
  const operatorSession = needsOperator(signer.caller, route) ? received.headers.operatorSession : null
  const misses = needsOperator(signer.caller, route) && operatorSession === null
  const { method, path, body } = received
  if (misses || !isSignatureRight(parsed, { method, path, body, operatorSession }, signer.key)) {
    throw refuse('unauthenticated')
  }
  await refuseStale(parts, parsed, signer)
  if (signer.device) await noteDeviceSeen(services, signer.device, received.nowMs)
  const { key: _key, ...authenticated } = signer
  if (operatorSession === null) return authenticated
  return { ...authenticated, actor: { kind: 'operator', sessionId: operatorSession } }
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
  requireTrustedClock(services.clock)
  if (staleRate.take(signer.keyId, staleRecordsPerSecondMax, nowMs)) {
    const ctx = { actor: signer.actor, requestId: '', ip, userAgent, nowMs }
    await recordStaleSignature(services, ctx, { skewSeconds, path: route.path })
  }
  throw refuse('unauthenticated')
}

async function findSigner(services: ChannelServices, keyId: string): Promise<Signer | null> {
  if (deviceIdForm.test(keyId)) {
    const device = await findSigningDevice(services.pool, keyId)
    return device && signerOfDevice(device)
  }
  const client = await findSigningClient(services, keyId)
  return client && signerOfClient(client)
}

function signerOfClient({ id, kind, name, ratePerSecond, secret }: SigningClient): Signer {
  return {
    caller: kind,
    keyId: id,
    actor: { kind: 'channel', clientId: id, clientKind: kind, name },
    ratePerSecond,
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
