import type { PublicJwk } from './device-keys.ts'
import type { Answer, CallName } from './refusal.ts'
import type { StoredCard } from './rima-store.ts'
import { type Call, type Connection, sendRequest } from './send-request.ts'

export interface RegistrationBody {
  mobile: string
  platform: 'web'
  model: string
  appVersion: string
  signingKey: PublicJwk
  agreementKey: PublicJwk
}

export interface RegistrationAnswer {
  registrationId: string
  codeLength: number
  expiresAt: string
}

export interface ActivationAnswer {
  activationId: string
  enrollmentId: string
  pinKind: 'first' | 'second'
  card: string
  otp: { algorithm: 'SHA256'; digits: number; periodSeconds: number; t0: number }
  secretJwe: string
}

export interface OtherDevice {
  deviceId: string
  model: string
  lastSeenAt: string | null
  status: string
}

export interface DeviceAnswer {
  deviceId: string
  status: 'registered' | 'active' | 'deactivated' | 'blocked'
  serverTime: string
  enrollments: Pick<StoredCard, 'enrollmentId' | 'card' | 'pinKind' | 'status'>[]
  otherDevices: OtherDevice[]
}

export type DeactivationReason = 'lost' | 'replaced' | 'sold' | 'other'

export function requestRegistration(
  connection: Connection,
  body: RegistrationBody,
): Promise<Answer<RegistrationAnswer>> {
  return post(connection, 'registration', '/v1/app/registrations', { ...body })
}

export function confirmRegistration(
  connection: Connection,
  registrationId: string,
  code: string,
): Promise<Answer<{ deviceId: string }>> {
  return post(
    connection,
    'registrationConfirmation',
    `/v1/app/registrations/${encodeURIComponent(registrationId)}/confirmations`,
    { code },
  )
}

/** The body comes ready made: it is kept on the phone until answered, so that a restart repeats the same bytes. */
export function redeemToken(connection: Connection, body: Uint8Array<ArrayBuffer>): Promise<Answer<ActivationAnswer>> {
  return send(connection, 'activation', { method: 'POST', path: '/v1/app/activations', body })
}

export function makeRedemptionBody(parts: { receiptPart: string; smsPart: string }): Uint8Array<ArrayBuffer> {
  return encodeJson({ requestId: crypto.randomUUID(), ...parts })
}

export function confirmActivation(
  connection: Connection,
  activationId: string,
  code: string,
): Promise<Answer<{ enrollmentId: string; status: 'active' }>> {
  return post(
    connection,
    'activationConfirmation',
    `/v1/app/activations/${encodeURIComponent(activationId)}/confirmations`,
    { code },
  )
}

export function readBankTime(connection: Connection): Promise<Answer<{ now: string }>> {
  return send(connection, 'bankTime', { method: 'GET', path: '/v1/time', body: new Uint8Array() })
}

export function readOwnDevice(connection: Connection): Promise<Answer<DeviceAnswer>> {
  return send(connection, 'ownDevice', { method: 'GET', path: '/v1/app/devices/me', body: new Uint8Array() })
}

export function deactivateDevice(
  connection: Connection,
  device: 'me' | string,
  reason: DeactivationReason,
): Promise<Answer<{ status: 'deactivated' }>> {
  return post(connection, 'deactivation', `/v1/app/devices/${encodeURIComponent(device)}/deactivations`, { reason })
}

const unansweredBodies = new Map<string, Uint8Array<ArrayBuffer>>()

/** The customer who presses again after a lost answer repeats the request, not a new one. */
async function post<T>(
  connection: Connection,
  name: CallName,
  path: string,
  fields: Record<string, unknown>,
): Promise<Answer<T>> {
  const sameAct = JSON.stringify([path, fields])
  const body = unansweredBodies.get(sameAct) ?? encodeJson({ requestId: crypto.randomUUID(), ...fields })
  unansweredBodies.set(sameAct, body)
  const answer = await send<T>(connection, name, { method: 'POST', path, body })
  const answered = answer.ok || (answer.refusal.code !== 'unreachable' && answer.refusal.code !== 'busy')
  if (answered) unansweredBodies.delete(sameAct)
  return answer
}

async function send<T>(connection: Connection, name: CallName, call: Call): Promise<Answer<T>> {
  const answer = await sendRequest<T>(connection, call)
  return answer.ok ? answer : { ok: false, refusal: { ...answer.refusal, call: name } }
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}
