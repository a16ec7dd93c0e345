import { confirm, hasOathtool, openSecretJwe, redeem, register, takeToken, totp } from './app.mjs'
import { changeCustomer } from './atm-errors.mjs'
import { client, customer, post, readOutbox, withCheckDigit } from './bank.mjs'
import { check, checkProblem } from './check.mjs'
import { askForCode, enableSms, otherThan, pay, purchase, shop } from './payment.mjs'

const invalid = { outcome: 'rejected', reason: 'invalid_code', responseCode: '55', method: null }

/** §6: every public reason, and that a stranger learns nothing. */
export async function gatewayErrors() {
  await bindingErrors()
  await triesAndOrder()
  await notPermitted()
  await alikeForStrangers()
  await guessingTerminal()
  if (hasOathtool) await appReasons()
}

async function bindingErrors() {
  const who = customer('unenrolled-22')
  await enableSms(who)
  const { code } = await askForCode(who)
  const mismatch = { outcome: 'rejected', reason: 'transaction_mismatch', responseCode: '57', method: 'sms' }
  const charge = { processType: 'charge', payee: { ...shop, account: { kind: 'mobile', value: '09121234567' } } }
  check('another amount', (await pay(who, code, { amount: 5 })).body, mismatch)
  check('another terminal', (await pay(who, code, { payee: { ...shop, terminalId: 'IND-T2' } })).body, mismatch)
  check('another type', (await pay(who, code, charge)).body, { outcome: 'rejected' })
  const next = await askForCode(who, { amount: 77_000 })
  check(
    'persian digits are digits',
    (
      await pay(
        who,
        next.code.replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[d]),
        { amount: 77_000 },
      )
    ).body,
    { outcome: 'accepted' },
  )
  check('a code that is no code', (await pay(who, 'abc')).body, invalid)
}

async function triesAndOrder() {
  const who = customer('unenrolled-23')
  await enableSms(who)
  const oldest = await askForCode(who, { amount: 1001 })
  for (const amount of [1002, 1003, 1004]) await askForCode(who, { amount })
  check('a fourth request replaces the oldest', (await pay(who, oldest.code, { amount: 1001 })).body, {
    outcome: 'rejected',
    reason: 'expired',
    responseCode: '55',
    method: 'sms',
  })
  const { answer, code } = await askForCode(who, { amount: 2000 })
  const named = { amount: 2000, otpRequestId: answer.body.otpRequestId }
  for (const attemptsLeft of [2, 1, 0]) {
    check('three tries', (await pay(who, otherThan(code), named)).body, { ...invalid, attemptsLeft })
  }
  check('no try left', (await pay(who, code, named)).body, {
    outcome: 'rejected',
    reason: 'locked',
    responseCode: '75',
    attemptsLeft: null,
  })
  const foreign = await pay(who, '1234567', { ...named, otpRequestId: 'nobody-asked' })
  check('a request id that nobody knows is no error', foreign, { status: 200 })
}

async function notPermitted() {
  const blocked = customer('unenrolled-24')
  await enableSms(blocked)
  const first = await askForCode(blocked)
  await changeCustomer(blocked, { status: 'blocked' })
  check('a wrong code of a blocked card', (await pay(blocked, otherThan(first.code))).body, invalid)
  check('the right code of a blocked card', (await pay(blocked, first.code)).body, {
    outcome: 'rejected',
    reason: 'not_permitted',
    responseCode: '62',
    method: 'sms',
  })
  const expired = customer('unenrolled-25')
  await enableSms(expired)
  const second = await askForCode(expired)
  await changeCustomer(expired, { expires: '2020-01' })
  check('the right code of an expired card', (await pay(expired, second.code)).body, {
    outcome: 'rejected',
    reason: 'not_permitted',
    responseCode: '54',
    method: 'sms',
  })
}

async function alikeForStrangers() {
  const cards = {
    unknown: { pan: withCheckDigit('507677000000026') },
    unenrolled: customer('unenrolled-26'),
    enrolled: customer('unenrolled-27'),
  }
  await enableSms(cards.enrolled)
  const seen = {}
  for (const [kind, card] of Object.entries(cards)) {
    const asked = await post(client('gateway'), '/v1/gateway/otp-requests', purchase(card))
    check(`the button, ${kind}`, asked, { status: 202 })
    const answers = [Object.keys(asked.body), asked.body.validitySeconds]
    for (let tries = 0; tries < 7; tries++) {
      const { verificationId: _, ...answer } = (await pay(card, '0000001', { otpRequestId: asked.body.otpRequestId }))
        .body
      answers.push(answer)
    }
    seen[kind] = JSON.stringify(answers)
  }
  check('an unknown card answers like an enrolled one', seen, { unknown: seen.enrolled, unenrolled: seen.enrolled })
  check(
    'nothing was sent for a card without enrollment',
    { sent: readOutbox(cards.unenrolled.mobile, 'otp').length },
    { sent: 0 },
  )
}

async function guessingTerminal() {
  const payee = { merchantId: 'IND-GUESS', terminalId: 'IND-GUESS-1' }
  let answer = { status: 200 }
  for (let tries = 0; tries < 140 && answer.status === 200; tries++) {
    answer = await pay({ pan: withCheckDigit(`50767700${String(1_000_000 + tries)}`) }, '7654321', { payee })
  }
  checkProblem('a terminal that only guesses', answer, { status: 429, code: 'rate_limited' })
  const asked = await post(
    client('gateway'),
    '/v1/gateway/otp-requests',
    purchase(customer('unenrolled-28'), { payee: { ...payee, name: 'x' } }),
  )
  checkProblem('its button too', asked, { status: 429, code: 'rate_limited' })
}

async function appReasons() {
  const who = customer('unenrolled-29')
  const installation = await register(who.mobile)
  const { body } = await redeem(installation, await takeToken(who, 'first'))
  const { secret } = openSecretJwe(body.secretJwe, installation.agreement).payload
  check('first PIN: six digits', body, {
    pinKind: 'first',
    otp: { algorithm: 'SHA256', digits: 6, periodSeconds: 60, t0: 0 },
  })
  check('first PIN: pending', (await atmCode(who, totp(secret, body.otp))).body, invalid)
  check('first PIN: first code', await confirm(installation, body.activationId, totp(secret, body.otp)), {
    status: 200,
  })
  check('a first PIN’s code typed for the second', (await pay(who, totp(secret, body.otp, 1))).body, invalid)
  check('first PIN: at the ATM', (await atmCode(who, totp(secret, body.otp, 1))).body, {
    outcome: 'accepted',
    method: 'app',
    responseCode: '00',
  })
  check('first PIN: a clock nine minutes ahead', (await atmCode(who, totp(secret, body.otp, 9))).body, {
    reason: 'invalid_code',
  })
  for (let tries = 0; tries < 5; tries++) {
    check('five wrong ones', (await atmCode(who, otherThan(totp(secret, body.otp)))).body, invalid)
  }
  check('then app codes are closed', (await atmCode(who, totp(secret, body.otp))).body, {
    outcome: 'rejected',
    reason: 'locked',
    responseCode: '75',
    attemptsLeft: null,
  })
}

function atmCode({ pan }, code) {
  return post(client('atm'), '/v1/atm/verifications', { pan, terminalId: 'ATM-IND-2', pinKind: 'first', code })
}
