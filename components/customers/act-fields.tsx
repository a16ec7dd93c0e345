import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { RadioGroup } from '#components/ui/choice.tsx'
import { TextArea } from '#components/ui/text-area.tsx'

export const proofs = ['card_and_pin', 'identity_document', 'app_code', 'sms_code', 'not_present'] as const
export type Proof = (typeof proofs)[number]

type ActFieldsProps = { explain: ReactNode; t: CustomerTexts; offered: readonly Proof[] }

/** What an act will do, why it is done, and how the customer was known. */
export function ActFields({ explain, t, offered }: ActFieldsProps) {
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
      {offered.length > 0 ? (
        <RadioGroup
          name="proof"
          label={t('acts.proof')}
          required
          options={offered.map((value) => ({ value, label: t(`acts.proofs.${value}`) }))}
        />
      ) : null}
    </>
  )
}
