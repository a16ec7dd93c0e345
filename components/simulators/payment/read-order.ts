import type { PayeeAccountKind } from '#domain/card/payee-account.ts'
import { readTypedFigure } from '#domain/text/typed-figure.ts'
import { type ProcessType, payeeAccountKindsOf, takesAmount } from '#domain/verification/process-type.ts'
import type { Merchant, Order } from './payment.ts'

/** The order as the form holds it; `amountField` names the field whose amount counts. */
export function readOrder(
  form: FormData,
  merchants: readonly Merchant[],
  amountField: 'amount' | 'presentedAmount',
): Order {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const processType = text('processType') as ProcessType
  const merchant = merchants.find(({ merchantId }) => merchantId === text('merchant')) ?? merchants[0]
  if (!merchant) throw new Error('there is no merchant to pay')
  const amount = readTypedFigure(text(amountField)) ?? readTypedFigure(text('amount'))
  const kinds = payeeAccountKindsOf(processType)
  const kind = (kinds.includes(text('accountKind') as PayeeAccountKind) ? text('accountKind') : kinds[0]) as
    | PayeeAccountKind
    | undefined
  return {
    merchant,
    processType,
    amountRials: takesAmount(processType) ? amount : null,
    account: kind ? { kind, value: text('account') } : null,
  }
}
