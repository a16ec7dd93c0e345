import { randomUUID } from 'node:crypto'
import { openAct } from '#app/(backoffice)/complaints/actions.ts'
import { ComplaintForm } from '#components/complaints/complaint-form.tsx'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { RadioGroup } from '#components/ui/choice.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type ComplaintKind, complaintDueHours } from '#domain/complaint/complaint.ts'

type OpeningFormProps = {
  customer: { id: string; isTold: boolean } | null
  kinds: readonly ComplaintKind[]
  kind: ComplaintKind | undefined
  t: ComplaintTexts
}

export function OpeningForm({ customer, kinds, kind, t }: OpeningFormProps) {
  const options = kinds.map((value) => ({
    value,
    label: t(`kinds.${value}`),
    description: t('open.dueHours', { hours: complaintDueHours[value] }),
  }))
  return (
    <ComplaintForm
      action={openAct.bind(null, customer?.id ?? null)}
      submissionId={randomUUID()}
      labels={{ submit: t('open.submit'), pending: t('open.pending') }}
    >
      <RadioGroup key={kind} name="kind" label={t('open.kind')} required defaultValue={kind} options={options} />
      <TextArea
        name="note"
        label={t('open.note')}
        description={t('open.noteHint')}
        required
        minLength={3}
        maxLength={1000}
        rows={3}
      />
      {customer === null ? (
        <TextField
          name="mobile"
          label={t('open.mobile')}
          description={t('open.mobileHint')}
          dir="ltr"
          inputMode="tel"
          maxLength={20}
          fieldClassName="max-w-xs"
        />
      ) : null}
      {customer?.isTold ? <p className="text-sm text-ink-3">{t('open.told')}</p> : null}
    </ComplaintForm>
  )
}
