import Form from 'next/form'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** To the complaint whose number the customer reads from the SMS. */
export function NumberForm({ typed, t }: { typed: string; t: ComplaintTexts }) {
  return (
    <Form action="/complaints" prefetch={false} className="flex items-end gap-2 print:hidden">
      <TextField
        key={typed}
        name="number"
        label={t('filters.number')}
        labelHidden
        placeholder={t('filters.number')}
        defaultValue={typed}
        inputMode="numeric"
        dir="auto"
        required
        maxLength={12}
        fieldClassName="w-40"
      />
      <SubmitButton variant="secondary">{t('filters.numberGo')}</SubmitButton>
    </Form>
  )
}
