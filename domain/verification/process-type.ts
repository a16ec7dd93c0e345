import type { PayeeAccountKind } from '#domain/card/payee-account.ts'

export const processTypes = [
  'purchase',
  'bill_payment',
  'transfer',
  'charge',
  'balance_inquiry',
  'password_confirm',
] as const
export type ProcessType = (typeof processTypes)[number]

/** Required, or refused: no process type leaves it open (docs/channel-api §6). */
export function takesAmount(processType: ProcessType): boolean {
  return processType !== 'balance_inquiry' && processType !== 'password_confirm'
}

/** The kinds of payee account of which one is required; none: an account is refused. */
export function payeeAccountKindsOf(processType: ProcessType): readonly PayeeAccountKind[] {
  return accountKinds[processType]
}

const accountKinds: Readonly<Record<ProcessType, readonly PayeeAccountKind[]>> = {
  purchase: [],
  bill_payment: ['bill'],
  transfer: ['card', 'iban', 'deposit'],
  charge: ['mobile'],
  balance_inquiry: [],
  password_confirm: [],
}
