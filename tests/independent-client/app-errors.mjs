import { randomUUID } from 'node:crypto'
import {
  confirm,
  makeKeys,
  openSecretJwe,
  publicJwk,
  redeem,
  register,
  registrationBody,
  takeToken,
  totp,
} from './app.mjs'
import { awaitSms, client, customer, post, send } from './bank.mjs'
import { check, checkProblem } from './check.mjs'
import { otherThan } from './payment.mjs'

const wrongReceipt = 'ABCDEFGG'
const wrongSms = '9X8W7V6T5S4B'

/** §5. `live` is an installation whose card is active. */
export async function appErrors(live) {
  await registrationErrors()
  await tokenErrors()
  if (!live) return
  await firstCodeErrors()
  await deviceErrors(live)
}

async function registrationErrors() {
  const { mobile } = customer('unenrolled-18')
  const attempt = (more) => send(null, 'POST', '/v1/app/registrations', { body: registrationBody(mobile, more).body })
  const key = publicJwk(makeKeys())
  const refused = {
    'a private key': { signingKey: { ...key, d: key.x } },
    'a point off the curve': { signingKey: { ...key, y: key.x } },
    'one key for both': { signingKey: key, agreementKey: key },
    'a number that is none': { mobile: '12345' },
  }
  for (const [what, more] of Object.entries(refused)) {
    checkProblem(`registration: ${what}`, await attempt(more), { status: 422, code: 'validation_failed' })
  }
  const stranger = await attempt({ mobile: '+989190000001' })
  check('registration of nobody’s number', stranger, { status: 202 })
  const path = (id) => `/v1/app/registrations/${id}/confirmations`
  const guessed = await post(null, path(stranger.body.registrationId), { code: '000000' })
  checkProblem('nobody’s number behaves the same', guessed, { status: 409, code: 'invalid_code', attemptsLeft: 4 })

  const { body } = registrationBody(mobile)
  const begin = () => send(null, 'POST', '/v1/app/registrations', { body })
  const { answer, code } = await awaitSms(mobile, 'registration_code', begin)
  check('registration again', await begin(), { status: 202, body: answer.body })
  const { registrationId } = answer.body
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const refusal = { status: 409, code: 'invalid_code', attemptsLeft }
    checkProblem(
      'a wrong registration code',
      await post(null, path(registrationId), { code: otherThan(code) }),
      refusal,
    )
  }
  const late = await post(null, path(registrationId), { code })
  checkProblem('the right code after five wrong ones', late, { status: 409, code: 'attempts_exhausted' })
  const { registrationId: done, code: used } = await register(mobile)
  checkProblem('confirmed twice', await post(null, path(done), { code: used }), {
    status: 409,
    code: 'already_confirmed',
  })
  checkProblem('no such registration', await post(null, path(randomUUID()), { code }), {
    status: 404,
    code: 'not_found',
  })
}

async function tokenErrors() {
  const who = customer('unenrolled-19')
  const installation = await register(who.mobile)
  const first = await takeToken(who)
  const second = await takeToken(who)
  const mistyped = { status: 409, code: 'mistyped' }
  const swapped = second.receiptPart.slice(0, 7) + (second.receiptPart.endsWith('A') ? 'B' : 'A')
  checkProblem('receipt part mistyped', await redeem(installation, { ...second, receiptPart: swapped }), {
    ...mistyped,
    part: 'receipt',
  })
  checkProblem('receipt part too short', await redeem(installation, { ...second, receiptPart: 'ABC' }), {
    ...mistyped,
    part: 'receipt',
  })
  checkProblem('SMS part mistyped', await redeem(installation, { ...second, smsPart: second.smsPart.slice(1) }), {
    ...mistyped,
    part: 'sms',
  })
  checkProblem('a token that a later one replaced', await redeem(installation, first), {
    status: 409,
    code: 'superseded',
  })
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const answer = await redeem(installation, { ...second, smsPart: wrongSms })
    checkProblem('a wrong SMS part', answer, { status: 409, code: 'invalid_token', attemptsLeft })
  }
  checkProblem('a token without tries', await redeem(installation, second), { status: 409, code: 'attempts_exhausted' })

  const other = await register(customer('unenrolled-20').mobile)
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const answer = await redeem(other, {
      receiptPart: attemptsLeft % 2 ? wrongReceipt : second.receiptPart,
      smsPart: wrongSms,
    })
    checkProblem('an unknown token, and another number’s, alike', answer, {
      status: 409,
      code: 'invalid_token',
      attemptsLeft,
    })
  }
  const sixth = await redeem(other, { receiptPart: wrongReceipt, smsPart: wrongSms })
  checkProblem('a device without tries', sixth, { status: 429, code: 'rate_limited' })
}

async function firstCodeErrors() {
  const who = customer('unenrolled-21')
  const installation = await register(who.mobile)
  const begin = async () => {
    const token = await takeToken(who)
    const { body } = await redeem(installation, token)
    return { ...body, token, secret: openSecretJwe(body.secretJwe, installation.agreement).payload.secret }
  }
  const early = await begin()
  const { activationId, secret, otp } = await begin()
  checkProblem('another’s activation', await confirm(installation, randomUUID(), '1234567'), {
    status: 404,
    code: 'not_found',
  })
  const off = await confirm(installation, activationId, totp(secret, otp, 6))
  checkProblem('a clock that is off', off, {
    status: 409,
    code: 'clock_off',
    seconds: (seconds) => Math.abs(Math.abs(seconds) - 360) <= 60,
  })
  const wrong = otherThan(totp(secret, otp))
  for (const attemptsLeft of [4, 3]) {
    checkProblem('a wrong first code', await confirm(installation, activationId, wrong), {
      status: 409,
      code: 'invalid_code',
      attemptsLeft,
    })
  }
  check('the right first code', await confirm(installation, activationId, totp(secret, otp)), { status: 200 })
  checkProblem('confirmed already', await confirm(installation, activationId, totp(secret, otp)), {
    status: 409,
    code: 'already_confirmed',
  })
  const overtaken = await confirm(installation, early.activationId, totp(early.secret, otp))
  checkProblem('an activation that a later one overtook', overtaken, { status: 409, code: 'superseded' })
  const third = await begin()
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const answer = await confirm(installation, third.activationId, otherThan(totp(third.secret, otp)))
    checkProblem('a wrong first code', answer, { status: 409, code: 'invalid_code', attemptsLeft })
  }
  const late = await confirm(installation, third.activationId, totp(third.secret, otp))
  checkProblem('the right first code after five wrong ones', late, { status: 409, code: 'attempts_exhausted' })
}

async function deviceErrors({ who, installation, token }) {
  checkProblem('a token used already', await redeem(installation, token), { status: 409, code: 'already_redeemed' })
  const stranger = await post(installation.signer, `/v1/app/devices/${randomUUID()}/deactivations`, { reason: 'lost' })
  checkProblem('another’s device', stranger, { status: 404, code: 'not_found' })
  const cause = await post(installation.signer, '/v1/app/devices/me/deactivations', { reason: 'bored' })
  checkProblem('a reason that is none', cause, { status: 422, code: 'validation_failed' })
  const atGateway = await post(installation.signer, '/v1/gateway/verifications', {})
  checkProblem('an app at the gateway', atGateway, { status: 403, code: 'wrong_client_kind' })
  const ended = await post(installation.signer, '/v1/app/devices/me/deactivations', { reason: 'sold' })
  check('the device ends itself', ended, { status: 200, body: { status: 'deactivated' } })
  checkProblem('an ended device', await redeem(installation, { receiptPart: 'x', smsPart: 'y' }), {
    status: 403,
    code: 'device_deactivated',
  })
  check('an ended device asks for its state', (await send(installation.signer, 'GET', '/v1/app/devices/me')).body, {
    status: 'deactivated',
  })
  check(
    'its enrollment ended with it',
    (
      await post(client('atm'), '/v1/atm/deactivations', {
        pan: who.pan,
        terminalId: 'ATM-IND-1',
        pinKinds: ['second'],
      })
    ).body,
    { deactivated: [] },
  )
}
