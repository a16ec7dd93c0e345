import { randomUUID } from 'node:crypto'
import { register } from './app.mjs'
import { client, customer, post, withCheckDigit } from './bank.mjs'
import { check, checkProblem } from './check.mjs'
import { enableSms } from './payment.mjs'

const atm = (path, body) => post(client('atm'), `/v1/atm/${path}`, { terminalId: 'ATM-IND-1', ...body })
const unknownPan = withCheckDigit('507677999999999')

/** §4, each refusal of its two enrolling calls but those that need the bank's staff. */
export async function atmErrors() {
  const token = ({ pan, mobile }, more) => atm('activation-tokens', { pan, pinKind: 'second', mobile, ...more })
  const plain = customer('unenrolled-14')
  const blocked = customer('card-blocked')
  const noMobile = customer('no-mobile')

  checkProblem('SMS: card_unknown', await enableSms({ pan: unknownPan }), { status: 404, code: 'card_unknown' })
  checkProblem('SMS: card_blocked', await enableSms(blocked), { status: 409, code: 'card_blocked' })
  checkProblem('SMS: mobile_missing', await enableSms(noMobile), { status: 409, code: 'mobile_missing' })
  checkProblem('SMS: not_sms_member', await enableSms(customer('not-sms-member')), {
    status: 409,
    code: 'not_sms_member',
  })
  checkProblem('token: card_unknown', await token({ pan: unknownPan, mobile: plain.mobile }), {
    status: 404,
    code: 'card_unknown',
  })
  checkProblem('token: card_blocked', await token(blocked), { status: 409, code: 'card_blocked' })
  checkProblem('token: mobile_missing', await token({ ...noMobile, mobile: plain.mobile }), {
    status: 409,
    code: 'mobile_missing',
  })
  checkProblem('token: mobile_mismatch', await token({ ...plain, mobile: '09120000000' }), {
    status: 409,
    code: 'mobile_mismatch',
  })
  checkProblem('token: app_not_registered', await token(plain), { status: 409, code: 'app_not_registered' })
  checkProblem('deactivation: card_unknown', await atm('deactivations', { pan: unknownPan, pinKinds: ['first'] }), {
    status: 404,
    code: 'card_unknown',
  })
  check(
    'deactivation in any card state',
    await atm('deactivations', { pan: blocked.pan, pinKinds: ['first', 'second'] }),
    { status: 200 },
  )
  const nothing = await atm('deactivations', { pan: blocked.pan, pinKinds: ['first', 'second'] })
  check('deactivation: nothing to end', nothing, { status: 200, body: { deactivated: [] } })
  const twice = await atm('deactivations', { pan: plain.pan, pinKinds: ['first', 'first'] })
  checkProblem('deactivation: a repeat', twice, { status: 422, code: 'validation_failed' })

  const guess = { pan: unknownPan, pinKind: 'first', code: '123456' }
  const unknown = await atm('verifications', guess)
  const noBinding = {
    outcome: 'rejected',
    reason: 'invalid_code',
    responseCode: '55',
    method: null,
    attemptsLeft: null,
  }
  check('first PIN of an unknown card', unknown, { status: 200 })
  check('first PIN of an unknown card', unknown.body, noBinding)
  const known = await atm('verifications', { ...guess, pan: plain.pan })
  check('first PIN of a card without one', known.body, noBinding)

  await tokenLimits()
  await coolingOffAndExpiry()
}

async function tokenLimits() {
  const who = customer('unenrolled-15')
  await register(who.mobile)
  const body = { requestId: randomUUID(), pan: who.pan, terminalId: 'ATM-IND-1', pinKind: 'second', mobile: who.mobile }
  const first = await post(client('atm'), '/v1/atm/activation-tokens', body)
  check('a token', first, { status: 201 })
  const { activationTokenId, enrollmentId } = first.body
  const again = await post(client('atm'), '/v1/atm/activation-tokens', body)
  checkProblem('the same request again shows no half', again, {
    status: 409,
    code: 'already_issued',
    activationTokenId,
    enrollmentId,
  })
  check('the same request again shows no half', { has: again.text.includes(first.body.receiptPart) }, { has: false })
  let last = again
  for (let issued = 0; issued < 12 && last.status !== 429; issued++) {
    last = await post(client('atm'), '/v1/atm/activation-tokens', { ...body, requestId: randomUUID() })
  }
  checkProblem('token: daily_limit', last, { status: 429, code: 'daily_limit' })
}

/** What core banking changes, the ATM knows at once. */
async function coolingOffAndExpiry() {
  const expired = customer('unenrolled-16')
  await changeCustomer(expired, { expires: '2020-01' })
  checkProblem('SMS: card_expired', await enableSms(expired), { status: 409, code: 'card_expired' })
  const moved = customer('unenrolled-17')
  const mobile = moved.mobile.replace(/.{4}$/, '0001')
  await changeCustomer(moved, { mobile })
  const until = (text) => Date.parse(text) > Date.now()
  checkProblem('SMS: cooling_off', await enableSms(moved), { status: 409, code: 'cooling_off', until })
  const asked = await atm('activation-tokens', { pan: moved.pan, pinKind: 'second', mobile })
  checkProblem('token: cooling_off', asked, { status: 409, code: 'cooling_off', until })
}

export async function changeCustomer(who, { mobile = who.mobile, status = 'active', expires = '2031-06' }) {
  const { customerNumber, nationalId, name, smsMember } = who
  const cards = who.cards.map(({ pan }) => ({ pan, status, expires }))
  const change = { customerNumber, nationalId, name, mobile, smsMember, branchCode: '0101', cards }
  const answer = await post(client('core'), '/v1/core/customer-changes', { changes: [change] })
  check('core banking’s change', answer, { status: 200, body: { applied: 1, refused: [] } })
}
