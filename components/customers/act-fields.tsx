import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { TextArea } from '#components/ui/text-area.tsx'

type ActFieldsProps = { explain: ReactNode; t: CustomerTexts; children?: ReactNode }

/** What an act will do, why it is done, and what else it asks for: how the customer was known, codes that were read out. */
export function ActFields({ explain, t, children }: ActFieldsProps) {
  return (
    <>
      <p className="text-ink-2">{explain}</p>
      <TextArea
        name="reason"
        label={t('acts.reason')}
        description={t('acts.reasonHint')}
        required
        minLength={3}
        maxLength={300}
        rows={2}
      />
      {children}
    </>
  )
}
