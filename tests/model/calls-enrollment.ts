import { deepStrictEqual } from 'node:assert/strict'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { issueActivationToken } from '#server/activation-tokens/issue-activation-token.ts'
import { reissueActivationToken } from '#server/activation-tokens/reissue-activation-token.ts'
import { confirmActivation } from '#server/activations/confirm-activation.ts'
import { redeemActivationToken } from '#server/activations/redeem-activation-token.ts'
import { deactivateFromApp } from '#server/devices/deactivate-from-app.ts'
import { findSigningDevice, type SigningDevice } from '#server/devices/find-signing-device.ts'
import { deactivateAtAtm } from '#server/enrollments/deactivate-at-atm.ts'
import { openSmsEnrollment } from '#server/enrollments/open-sms-enrollment.ts'
import type { DeviceActor, RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { Side } from './calls-verification.ts'
import { confirm, redeem } from './contract-activation.ts'
import * as ending from './contract-ending.ts'
import { type Answer, addToken, expireOverdue, findAppEnrollment, issueToken, openSms } from './contract-enrollment.ts'
import { answered } from './model-fixture.ts'
import type { Call } from './past-call.ts'
import { type Activation, type Card, codesOf, type Device, type Token, tell } from './world.ts'

const ATM = 'atm-model'
const unknownCard: Answer = { status: 404, code: 'card_unknown' }

function atmContext({ requestId, nowMs }: RequestKey): RequestContext {
  const actor = { kind: 'channel', clientId: ATM, clientKind: 'atm', name: ATM } as const
  return { actor, requestId, ip: null, userAgent: null, nowMs }
}

function deviceContext({ requestId, nowMs }: RequestKey, deviceId: string): RequestContext<DeviceActor> {
  return { actor: { kind: 'device', deviceId, name: 'Model Phone' }, requestId, ip: null, userAgent: null, nowMs }
}

/** Every member that the model names must be in the answer, with that value. */
export function expectAnswer(expected: Answer, { status, body }: Outcome): void {
  const said = body as Record<string, unknown>
  const { status: expectedStatus, enrollmentStatus, ...members } = expected
  const named = { ...members, ...(enrollmentStatus !== undefined && { status: enrollmentStatus }) }
  const found = Object.fromEntries(Object.keys(named).map((member) => [member, said[member]]))
  deepStrictEqual(
    { httpStatus: status, ...found, code: said.code },
    { httpStatus: expectedStatus, code: undefined, ...named },
  )
}

export function openSmsCall({ world, real }: Side, card: Card): Call {
  const play: Call['play'] = (actual) => {
    const expected = card.isKnown ? openSms(world) : unknownCard
    expectAnswer(expected, actual)
    world.reach(`SMS enrollment: ${expected.code ?? expected.status}`)
    const { enrollmentId } = actual.body as { enrollmentId: string }
    if (expected.status !== 201) return
    world.enrollments.push({ id: enrollmentId, pinKind: 'second', method: 'sms', status: 'active' })
    tell(world, 'sms_enrolled')
  }
  const act = { requestId: 'model', pan: card.pan, terminalId: real.name('ATM') }
  const perform = (key: RequestKey) =>
    answered(() => openSmsEnrollment(real.services, atmContext(key), { request: key, act }))
  return { what: 'open SMS', clientId: ATM, perform, play }
}

export type Issuing = { card: Card; pinKind: PinKind; typedMobile: string }

export function issueCall(side: Side, { card, pinKind, typedMobile }: Issuing): Call {
  const { world, real } = side
  const play: Call['play'] = async (actual) => {
    const before = findAppEnrollment(world, pinKind)?.id
    const expected = card.isKnown ? issueToken(world, { pinKind, typedMobile }) : unknownCard
    expectAnswer(expected, actual)
    world.reach(`token: ${expected.code ?? expected.status}`)
    if (expected.status === 201 || expected.status === 409) expireOverdue(world, before)
    if (expected.status === 201) await learnToken(side, { pinKind, actual })
  }
  const act = { requestId: 'model', pan: card.pan, terminalId: real.name('ATM'), pinKind, mobile: typedMobile }
  const perform = (key: RequestKey) =>
    answered(() => issueActivationToken(real.services, atmContext(key), { request: key, act }))
  return { what: 'issue token', clientId: ATM, perform, play, instead: alreadyIssued }
}

function alreadyIssued({ status, body }: Outcome): Outcome {
  if (status !== 201) return { status, body }
  const { activationTokenId, enrollmentId } = body as Record<string, unknown>
  return { status: 409, body: { code: 'already_issued', activationTokenId, enrollmentId } }
}

async function learnToken({ world, real }: Side, { pinKind, actual }: { pinKind: PinKind; actual: Outcome }) {
  const body = actual.body as {
    activationTokenId: string
    enrollmentId?: string
    receiptPart: string
    expiresAt: string
  }
  const { activationTokenId: id, receiptPart } = body
  const smsPart = await real.fixture.readSmsPart(id)
  const enrollmentId = findAppEnrollment(world, pinKind)?.id ?? String(body.enrollmentId)
  if (findAppEnrollment(world, pinKind) === undefined)
    world.enrollments.push({ id: enrollmentId, pinKind, method: 'app', status: 'pending' })
  addToken(world, { id, enrollmentId, receiptPart, smsPart })
  const expiresAtMs = world.nowMs + world.policy.activationTokenLifetimeHours * 3_600_000
  deepStrictEqual(Date.parse(body.expiresAt), expiresAtMs)
}

/** At the desk: for an enrollment that exists. Its refusals are those of the ATM's. */
export function reissueCall(side: Side, pinKind: PinKind): Call | null {
  const { world, real } = side
  const enrollmentId = findAppEnrollment(world, pinKind)?.id
  if (enrollmentId === undefined) return null
  const play: Call['play'] = async (actual) => {
    if (!world.enrollments.some(({ id, status }) => id === enrollmentId && status !== 'deactivated'))
      return expectAnswer({ status: 409, code: 'enrollment_deactivated' }, actual)
    const expected = issueToken(world, { pinKind, typedMobile: null })
    const atDesk = { ...expected, ...(expected.status === 201 && { enrollmentId: undefined, mobile: undefined }) }
    expectAnswer(atDesk, actual)
    world.reach(`reissue: ${expected.code ?? expected.status}`)
    if (expected.status !== 429) expireOverdue(world, enrollmentId)
    if (expected.status === 201) await learnToken(side, { pinKind, actual })
  }
  const act = { requestId: 'model', enrollmentId, reason: 'model', proof: 'card_and_pin' } as const
  const perform = (request: RequestKey) =>
    answered(() => reissueActivationToken(real.services, real.fixture.clerk(request.nowMs), { request, act }))
  const instead = (actual: Outcome) => {
    const { status, body } = alreadyIssued(actual)
    return { status, body: status === 409 && actual.status === 201 ? { ...body, enrollmentId } : body }
  }
  return { what: 'reissue token', clientId: 'backoffice-model', perform, play, instead }
}

async function signingDevice({ real }: Side, { id }: Device): Promise<SigningDevice> {
  const device = await findSigningDevice(real.services.pool, id)
  if (device === null) throw new Error('the installation is gone')
  return device
}

export type Redeeming = { device: Device; token: Token | null; parts: { receiptPart: string; smsPart: string } } & {
  mistyped: 'receipt' | 'sms' | null
  isSmsPartRight: boolean
}

export function redeemCall(side: Side, redeeming: Redeeming): Call {
  const { world, real } = side
  const { device, parts } = redeeming
  const play: Call['play'] = async (actual) => {
    const expected = redeem(world, redeeming)
    expectAnswer(expected, actual)
    world.reach(`redemption: ${expected.code ?? expected.status}`)
    if (expected.status === 201) await learnActivation(side, redeeming, actual)
  }
  const perform = (request: RequestKey) =>
    answered(async () => {
      const signing = await signingDevice(side, device)
      const act = { requestId: 'model', ...parts }
      return redeemActivationToken(real.services, deviceContext(request, device.id), { request, device: signing, act })
    })
  const instead = (actual: Outcome): Outcome => {
    const { activationId } = actual.body as { activationId?: string }
    const own = world.activations.find(({ id }) => id === activationId)
    return own?.wasConfirmed ? { status: 409, body: { code: 'already_redeemed' } } : actual
  }
  return { what: 'redeem', clientId: device.id, perform, play, instead }
}

async function learnActivation({ world, real }: Side, { device, token }: Redeeming, { body }: Outcome): Promise<void> {
  const said = body as { activationId: string; pinKind: PinKind; otp: { digits: number }; secretJwe: string }
  const { policy, nowMs } = world
  const digits = said.pinKind === 'first' ? policy.codeLengthFirstDigits : policy.codeLengthSecondDigits
  deepStrictEqual(said.otp, { algorithm: 'SHA256', digits, periodSeconds: policy.appPeriodSeconds, t0: 0 })
  world.activations.push({
    id: said.activationId,
    enrollmentId: token?.enrollmentId ?? '',
    pinKind: said.pinKind,
    deviceId: device.id,
    tokenId: token?.id ?? '',
    status: 'unconfirmed',
    endedReason: null,
    endedAtMs: null,
    wasConfirmed: false,
    failed: 0,
    createdAtMs: nowMs,
    lastStep: null,
    drift: 0,
    driftRun: 0,
    codeAt: codesOf(await real.fixture.openSecret(said.secretJwe), digits),
  })
}

export type Confirming = { device: Device; activation: Activation; code: string }

export function confirmCall(side: Side, { device, activation, code }: Confirming): Call {
  const { world, real } = side
  const play: Call['play'] = (actual) => {
    const expected = confirm(world, { device, activation, code })
    expectAnswer(expected, actual)
    world.reach(`confirmation: ${expected.code ?? expected.status}`)
  }
  const perform = (request: RequestKey) =>
    answered(async () => {
      const signing = await signingDevice(side, device)
      const input = { request, device: signing, activationId: activation.id, act: { requestId: 'model', code } }
      return confirmActivation(real.services, deviceContext(request, device.id), input)
    })
  return { what: 'confirm', clientId: device.id, perform, play }
}

export type AtmEnding = { card: Card; pinKinds: PinKind[]; methods?: ('sms' | 'app')[] }

export function deactivateAtAtmCall({ world, real }: Side, { card, pinKinds, methods }: AtmEnding): Call {
  const play: Call['play'] = ({ status, body }) => {
    const expected = card.isKnown ? ending.deactivateAtAtm(world, { pinKinds, methods }) : unknownCard
    const { deactivated } = body as { deactivated?: { enrollmentId: string }[] }
    expectAnswer(expected, { status, body: deactivated ? { deactivated: ending.sortById(deactivated) } : body })
    world.reach(`deactivation at the ATM: ${expected.code ?? (deactivated?.length === 0 ? 'nothing' : 'done')}`)
  }
  const act = { requestId: 'model', pan: card.pan, terminalId: real.name('ATM'), pinKinds, ...(methods && { methods }) }
  const perform = (key: RequestKey) =>
    answered(() => deactivateAtAtm(real.services, atmContext(key), { request: key, act }))
  return { what: 'deactivate at the ATM', clientId: ATM, perform, play }
}

export function deactivateFromAppCall(side: Side, { device, other }: { device: Device; other: Device | null }): Call {
  const { world, real } = side
  const play: Call['play'] = (actual) => {
    const ended = other ?? device
    const isAllowed = other === null || ending.mayEnd(world, device, other)
    const gone: Answer = { status: 403, code: `device_${ended.status}` }
    const done: Answer = { status: 200, enrollmentStatus: 'deactivated' }
    const expected = !isAllowed ? { status: 404, code: 'not_found' } : ending.isAlive(ended) ? done : gone
    expectAnswer(expected, actual)
    world.reach(`device ended from the app: ${expected.code ?? (other ? 'another' : 'itself')}`)
    if (expected.status === 200) ending.endDevice(world, ended)
  }
  const act = { requestId: 'model', reason: 'lost' } as const
  const perform = (request: RequestKey) =>
    answered(async () => {
      const signing = await signingDevice(side, device)
      const input = { request, device: signing, otherDeviceId: other?.id ?? null, act }
      return deactivateFromApp(real.services, deviceContext(request, device.id), input)
    })
  return { what: 'deactivate a device', clientId: device.id, perform, play }
}
