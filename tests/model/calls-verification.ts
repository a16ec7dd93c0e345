import { deepStrictEqual, ok } from 'node:assert/strict'
import { parsePayeeAccount } from '#domain/card/payee-account.ts'
import { requestOtp } from '#server/otp-requests/request-otp.ts'
import { otpRequestSchema } from '#server/otp-requests/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { presentAtAtm, presentAtGateway } from '#server/verifications/presented-code.ts'
import { atmVerificationSchema, gatewayVerificationSchema } from '#server/verifications/schemas.ts'
import { verifyCode } from '#server/verifications/verify-code.ts'
import type { Real } from './begin-sequence.ts'
import type { Logged } from './compare.ts'
import { addRequest, press } from './contract-otp-request.ts'
import { notePress, noteTry, type Source, standingOf } from './contract-rates.ts'
import type { Typed } from './contract-recognition.ts'
import type { From } from './contract-source.ts'
import { verify } from './contract-verification.ts'
import { answered } from './model-fixture.ts'
import type { Call } from './past-call.ts'
import type { Card, Deal, World } from './world.ts'

export type Side = { world: World; real: Real; logged: Logged[] }

function contextOf(key: RequestKey, clientKind: 'gateway' | 'atm'): RequestContext {
  const { clientId, requestId, nowMs } = key
  return {
    actor: { kind: 'channel', clientId, clientKind, name: clientId },
    requestId,
    ip: null,
    userAgent: null,
    nowMs,
  }
}

function bodyOf(deal: Deal, more: Record<string, unknown>): Record<string, unknown> {
  const { processType, amount, merchantId, terminalId, account } = deal
  const payee = {
    name: 'فروشگاه الگو',
    merchantId,
    terminalId,
    ...(account && { account: { kind: 'card', value: account } }),
  }
  return { requestId: 'model', processType, ...(amount !== null && { amount }), payee, ...more }
}

/** A place is client, merchant and terminal; a source whoever is named there. */
function fromOf({ clientId, terminalId, requesterId }: Source, merchantId: string): From {
  const place = `${clientId} ${merchantId} ${terminalId}`
  return { place, name: `${place} ${requesterId}` }
}

export type Pressing = { card: Card; deal: Deal; requesterId: string | null }

/** The button: one SMS if the model finds nothing against it, and a row that says why if none is sent. */
export function pressCall({ world, real }: Side, { card, deal, requesterId }: Pressing): Call {
  const source: Source = { clientId: 'gateway-model', terminalId: deal.terminalId, requesterId }
  const ask = otpRequestSchema.parse(bodyOf(deal, { pan: card.pan.reveal(), ...(requesterId && { requesterId }) }))
  const play: Call['play'] = async ({ status, body }) => {
    const standing = standingOf(world, source)
    if (status === 429) {
      ok(standing !== 'free', 'refused though its source may ask')
      world.reach('OTP request: requester_rate')
      if (card.isKnown) real.pressesRefused += 1
      return
    }
    ok(standing !== 'refused', 'answered though its source mostly guesses')
    const overRates = notePress(world, source, deal.merchantId)
    const pressed = press(world, { card, overRates, from: fromOf(source, deal.merchantId) })
    const { otpRequestId: id, referenceNumber, validitySeconds } = body as Record<string, unknown>
    deepStrictEqual({ status, validitySeconds }, { status: 202, validitySeconds: world.policy.smsValiditySeconds })
    ok(/^[0-9]{12}$/.test(String(referenceNumber)))
    const { reason, code } = await real.fixture.readSent(String(id))
    deepStrictEqual(
      code !== null,
      pressed.mayBe.length === 0,
      `${reason}, where ${pressed.mayBe.join(', ') || 'nothing'} holds`,
    )
    ok(reason === null || pressed.mayBe.includes(reason), `${reason} is none of ${pressed.mayBe.join(', ')}`)
    world.reach(`OTP request: ${reason ?? 'sent'}`)
    addRequest(world, { id: String(id), code, pressed, card, deal })
  }
  return {
    what: 'press',
    clientId: source.clientId,
    perform: (key) => answered(() => requestOtp(real.services, key, ask)),
    play,
  }
}

export type Typing = Omit<Typed, 'from'> & { requesterId: string | null; inPersian: boolean }

/** A code as it is used at a gateway (second PIN) or an ATM (first PIN). */
export function typeCall(side: Side, typing: Typing): Call {
  const { world, real } = side
  const isAtm = typing.pinKind === 'first'
  const clientId = isAtm ? 'atm-model' : 'gateway-model'
  const terminalId = typing.deal?.terminalId ?? real.name('ATM')
  const source: Source = { clientId, terminalId, requesterId: isAtm ? null : typing.requesterId }
  const presented = present(side, typing, terminalId)
  const play: Call['play'] = ({ status, body }) => {
    const standing = standingOf(world, source)
    if (status === 429) {
      ok(standing !== 'free', 'refused though its source may try')
      world.reach('verification: rate_limited')
      return
    }
    ok(standing !== 'refused', 'answered though its source mostly guesses')
    const { verificationId: id, ...answer } = body as Record<string, unknown>
    const from = isAtm || typing.deal === null ? null : fromOf(source, typing.deal.merchantId)
    const { fine, counted, details, ...verdict } = verify(world, { ...typing, from })
    noteTry(world, source, counted)
    world.reach(`verification: ${fine}`)
    const outcome = fine === 'accepted' ? 'accepted' : 'rejected'
    deepStrictEqual({ status, ...answer, fine }, { status: 200, outcome, ...verdict, fine })
    const { responseCode, method, attemptsLeft } = verdict
    side.logged.push({ id: String(id), fine, counted, attemptsLeft, method, responseCode, details })
  }
  return {
    what: 'type',
    clientId,
    perform: (key) =>
      answered(() => verifyCode(real.services, contextOf(key, isAtm ? 'atm' : 'gateway'), key, presented)),
    play,
  }
}

const toPersian = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))

function present(
  { real }: Side,
  { card, pinKind, code, deal, named, requesterId, inPersian }: Typing,
  terminalId: string,
) {
  const typed = inPersian ? toPersian(code) : code
  const common = { pan: card.pan.reveal(), pinKind, code: typed }
  if (pinKind === 'first' || deal === null)
    return presentAtAtm(atmVerificationSchema.parse({ requestId: 'model', terminalId, ...common }))
  const account = deal.account !== null && inPersian ? toPersian(deal.account) : deal.account
  ok(account === null || parsePayeeAccount({ kind: 'card', value: account }).ok)
  const more = { ...common, ...(named && { otpRequestId: named }), ...(requesterId && { requesterId }) }
  return presentAtGateway(real.services.keys, gatewayVerificationSchema.parse(bodyOf({ ...deal, account }, more)))
}
