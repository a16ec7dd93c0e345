import type { ReactNode } from 'react'
import { ReasonField } from '#components/acts/reason-field.tsx'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'

type ActFieldsProps = { explain: ReactNode; t: CustomerTexts; children?: ReactNode }

/** What an act will do, why it is done, and what else it asks for: how the customer was known, codes that were read out. */
export function ActFields({ explain, t, children }: ActFieldsProps) {
  return (
    <>
      <p className="text-ink-2">{explain}</p>
      <ReasonField label={t('acts.reason')} description={t('acts.reasonHint')} />
      {children}
    </>
  )
}
