import { confirm, hasOathtool, openSecretJwe, redeem, register, takeToken, totp } from './app.mjs'
import { client, customer, post, send } from './bank.mjs'
import { check } from './check.mjs'
import { askForCode, enableSms, otherThan, pay } from './payment.mjs'

const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const accepted = { outcome: 'accepted', reason: 'accepted', responseCode: '00', attemptsLeft: null }

export async function smsJourney() {
  const who = customer('unenrolled-11')
  const masked = `${who.mobile.replace('+98', '0').slice(0, 4)}***${who.mobile.slice(-4)}`
  const first = await enableSms(who)
  check('SMS enrollment', first, { status: 201 })
  const shape = { method: 'sms', pinKind: 'second', status: 'active', mobile: masked }
  check('SMS enrollment', first.body, { enrollmentId: uuidv7, ...shape })
  const again = await enableSms(who)
  check('SMS enrollment again', again, { status: 200, body: first.body })

  const { answer, sms, code } = await askForCode(who)
  check('OTP request', answer, { status: 202 })
  check('OTP request', answer.body, { otpRequestId: uuidv7, referenceNumber: /^\d{12}$/, validitySeconds: 120 })
  check('the SMS says what the code is for', sms, { text: /خرید[\s\S]*فروشگاه مستقل[\s\S]*۱٬۲۵۰٬۰۰۰ ریال/ })
  check('the code stands alone', { code }, { code: /^\d{7}$/ })
  const { otpRequestId } = answer.body
  const wrong = await pay(who, otherThan(code), { otpRequestId })
  check('a wrong code', wrong.body, {
    outcome: 'rejected',
    reason: 'invalid_code',
    responseCode: '55',
    attemptsLeft: 2,
    method: null,
  })
  check('the right code', (await pay(who, code, { otpRequestId })).body, {
    ...accepted,
    method: 'sms',
    verificationId: uuidv7,
  })
  check('the right code again', (await pay(who, code)).body, {
    outcome: 'rejected',
    reason: 'invalid_code',
    responseCode: '55',
  })

  const second = await askForCode(who)
  const changed = await pay(who, second.code, { amount: 9_900_000 })
  check('another amount', changed.body, { reason: 'transaction_mismatch', responseCode: '57', method: 'sms' })

  const reports = [{ providerMessageId: sms.providerMessageId, status: 'delivered', at: new Date().toISOString() }]
  const stray = { ...reports[0], providerMessageId: 'nobody-sent-this' }
  const reported = await post(client('sms'), '/v1/sms/delivery-reports', { reports: [...reports, stray] })
  check('delivery reports', reported, { status: 202, body: { applied: 1, unknown: 1 } })
  const ended = await post(client('atm'), '/v1/atm/deactivations', {
    pan: who.pan,
    terminalId: 'ATM-IND-1',
    pinKinds: ['second'],
  })
  const deactivated = [{ enrollmentId: first.body.enrollmentId, pinKind: 'second', method: 'sms' }]
  check('deactivation at the ATM', ended, { status: 200, body: { deactivated } })
}

/** Answers the installation with its card, for the errors that need one. */
export async function appJourney() {
  const who = customer('unenrolled-12')
  const installation = await register(who.mobile)
  const { started, confirmed } = installation.answers
  check('registration', started, { status: 202 })
  check('registration', started.body, { registrationId: uuidv7, codeLength: 6, expiresAt: instant })
  check('registration confirmed', confirmed, { status: 201 })
  check('registration confirmed', confirmed.body, { deviceId: uuidv7 })

  const token = await takeToken(who)
  check('token', token.answer, { status: 201 })
  check('token', token.answer.body, {
    activationTokenId: uuidv7,
    enrollmentId: uuidv7,
    receiptPart: /^[0-9A-HJKMNP-TV-Z]{8}$/,
    expiresAt: instant,
  })
  const typed = { receiptPart: token.receiptPart.toLowerCase().replace(/(.{4})/, '$1-'), smsPart: ` ${token.smsPart} ` }
  const redeemed = await redeem(installation, typed)
  check('activation', redeemed, { status: 201 })
  const { activationId, enrollmentId, otp, secretJwe } = redeemed.body
  check('activation', redeemed.body, {
    activationId: uuidv7,
    pinKind: 'second',
    card: `${who.pan.slice(0, 6)}******${who.pan.slice(-4)}`,
  })
  check('activation: OTP', { otp }, { otp: { algorithm: 'SHA256', digits: 7, periodSeconds: 60, t0: 0 } })
  const { protectedHeader, payload } = openSecretJwe(secretJwe, installation.agreement)
  const { epk, ...header } = protectedHeader
  check(
    'secretJwe',
    { header, members: Object.keys(epk).sort() },
    { header: { alg: 'ECDH-ES', enc: 'A256GCM' }, members: ['crv', 'kty', 'x', 'y'] },
  )
  check('secretJwe', payload, {
    activationId,
    enrollmentId,
    deviceId: installation.signer.keyId,
    secret: /^[A-Z2-7]{52}$/,
  })
  if (!hasOathtool) return null

  check('first code', await confirm(installation, activationId, totp(payload.secret, otp)), {
    status: 200,
    body: { enrollmentId, status: 'active' },
  })
  const code = totp(payload.secret, otp, 1)
  check('app code', (await pay(who, code)).body, { ...accepted, method: 'app' })
  check('app code again', (await pay(who, code)).body, {
    outcome: 'rejected',
    reason: 'invalid_code',
    responseCode: '55',
  })
  const me = await send(installation.signer, 'GET', '/v1/app/devices/me')
  check('devices/me', me, { status: 200 })
  check('devices/me', me.body, {
    deviceId: installation.signer.keyId,
    status: 'active',
    serverTime: instant,
    otherDevices: [],
  })
  const card = redeemed.body.card
  check('devices/me', me.body, { enrollments: [{ enrollmentId, card, pinKind: 'second', status: 'active' }] })
  return { who, installation, activationId, token, secret: payload.secret, otp }
}
