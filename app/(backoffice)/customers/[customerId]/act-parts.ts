import type { ActDialogLabels } from '#components/customers/act-dialog.tsx'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'

export type Acting = { customer: DeskCustomer; role: Role; t: CustomerTexts; locale: Locale }
export type ActName =
  | 'reissue'
  | 'reprint'
  | 'deactivateDevice'
  | 'blockDevice'
  | 'resynchronise'
  | 'deactivateEnrollment'
  | 'suspend'
  | 'unsuspend'
  | 'unlock'

export function labelsOf(name: ActName, t: CustomerTexts): ActDialogLabels {
  return {
    close: t('acts.close'),
    cancel: t('acts.cancel'),
    pending: t('acts.pending'),
    submit: t(`acts.${name}.submit`),
  }
}
