// Customers who meet with trouble at the bank's machines, each with one: the mobile that each is found by is printed as JSON.
import { confirm, openSecretJwe, redeem, register, takeToken, totp } from './app.mjs'
import { customer, post } from './bank.mjs'
import { askForCode, enableSms, otherThan, pay, purchase } from './payment.mjs'

/** Registers, takes a token at the ATM and types both halves and the first code. */
async function activate(who, pinKind) {
  const installation = await register(who.mobile)
  const token = await takeToken(who, pinKind)
  const { body } = await redeem(installation, token)
  const { secret } = openSecretJwe(body.secretJwe, installation.agreement).payload
  await confirm(installation, body.activationId, totp(secret, body.otp))
  return { installation, codeAt: (steps) => totp(secret, body.otp, steps) }
}

async function amountChanged(who) {
  await enableSms(who)
  const { code } = await askForCode(who, { amount: 4_870_000, payee: { ...purchase(who).payee, name: 'دیجی‌کالا' } })
  return await pay(who, code, { amount: 48_700_000 })
}

async function codeReused(who) {
  await enableSms(who)
  const { code } = await askForCode(who)
  await pay(who, code)
  return await pay(who, code)
}

async function otherPin(who) {
  await enableSms(who)
  const { codeAt } = await activate(who, 'first')
  return await pay(who, codeAt(1))
}

async function clockOff(who) {
  const { codeAt } = await activate(who, 'second')
  return await pay(who, codeAt(6))
}

async function tokenMistyped(who) {
  const installation = await register(who.mobile)
  const token = await takeToken(who)
  const last = token.receiptPart.endsWith('A') ? 'B' : 'A'
  return await redeem(installation, { ...token, receiptPart: token.receiptPart.slice(0, 7) + last })
}

async function tokenSuperseded(who) {
  const installation = await register(who.mobile)
  const first = await takeToken(who)
  await takeToken(who)
  return await redeem(installation, first)
}

/** Somebody else guesses on the page of the shop where the customer pays afterwards. */
async function lockedByOthers(who) {
  const { codeAt } = await activate(who, 'second')
  const shop = { payee: { merchantId: 'IND-ELSEWHERE', terminalId: 'IND-T9', name: 'جای دیگر' } }
  for (let tries = 0; tries < 5; tries++) await pay(who, otherThan(codeAt(1)), shop)
  return await pay(who, codeAt(1), shop)
}

async function deviceDeactivated(who) {
  const { installation, codeAt } = await activate(who, 'second')
  await post(installation.signer, '/v1/app/devices/me/deactivations', { reason: 'lost' })
  return await pay(who, codeAt(1))
}

const troubles = {
  amountChanged,
  codeReused,
  otherPin,
  clockOff,
  tokenMistyped,
  tokenSuperseded,
  lockedByOthers,
  deviceDeactivated,
}
const met = {}
for (const [place, [name, meet]] of Object.entries(troubles).entries()) {
  const who = customer(`unenrolled-${41 + place}`)
  await meet(who)
  met[name] = who.mobile
}
process.stdout.write(JSON.stringify(met))
