import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { DeskToken } from '#server/customers/read-customer.ts'

export type StatementTexts = Translator<'statement'>

/** Where the half on the receipt went. */
export function receiptWord({ receiptCustody, reprints }: DeskToken, t: CustomerTexts): string {
  if (receiptCustody === 'reprinted') return t('tokens.custody.reprinted', { count: reprints })
  return t(`tokens.custody.${receiptCustody}`)
}

/** How far the half in the SMS came. */
export function smsWord({ smsState }: DeskToken, t: CustomerTexts): string {
  switch (smsState) {
    case 'delivered':
      return t('tokens.delivered')
    case 'accepted':
      return t('tokens.accepted')
    case 'failed':
      return t('tokens.failed')
    case 'rejected':
      return t('tokens.rejected')
    case 'expired':
      return t('tokens.smsExpired')
    default:
      return t('tokens.queued')
  }
}
