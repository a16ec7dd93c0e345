import { awaitSms, client, post } from './bank.mjs'

export const shop = { merchantId: 'IND-SHOP', terminalId: 'IND-T1' }

export function purchase({ pan }, more = {}) {
  return { pan, processType: 'purchase', amount: 1_250_000, payee: { ...shop, name: 'فروشگاه مستقل' }, ...more }
}

/** Presses «درخواست رمز پویا» and reads the phone. */
export async function askForCode(who, more) {
  return await awaitSms(who.mobile, 'otp', () =>
    post(client('gateway'), '/v1/gateway/otp-requests', purchase(who, more)),
  )
}

export async function pay(who, code, more = {}) {
  const { payee: { name: _, ...payee } = {}, ...rest } = { ...purchase(who), ...more }
  return await post(client('gateway'), '/v1/gateway/verifications', { ...rest, payee, pinKind: 'second', code })
}

export function enableSms({ pan }) {
  return post(client('atm'), '/v1/atm/sms-enrollments', { pan, terminalId: 'ATM-IND-1' })
}

/** A code of seven digits that this one is not. */
export function otherThan(code) {
  return String((Number(code) + 1) % 10 ** code.length).padStart(code.length, '0')
}
