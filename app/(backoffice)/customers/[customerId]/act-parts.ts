import type { ActDialogLabels } from '#components/customers/act-dialog.tsx'
import type { Proof } from '#components/customers/act-fields.tsx'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Role } from '#domain/permission.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'

export type Acting = { customer: DeskCustomer; role: Role; t: CustomerTexts; locale: Locale }
export type ActName =
  | 'reissue'
  | 'reprint'
  | 'deactivateDevice'
  | 'deactivateEnrollment'
  | 'suspend'
  | 'unsuspend'
  | 'unlock'

const withCustomer: readonly Proof[] = ['card_and_pin', 'identity_document', 'app_code', 'sms_code']

/** Fraud acts on what it sees too; everyone else with the customer before them or on the line. */
export function proofsFor(role: Role): readonly Proof[] {
  return role === 'fraud' ? [...withCustomer, 'not_present'] : withCustomer
}

export function labelsOf(name: ActName, t: CustomerTexts): ActDialogLabels {
  return {
    close: t('acts.close'),
    cancel: t('acts.cancel'),
    pending: t('acts.pending'),
    submit: t(`acts.${name}.submit`),
  }
}
