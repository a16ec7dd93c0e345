import { randomUUID } from 'node:crypto'
import { ComplaintForm } from '#components/complaints/complaint-form.tsx'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { formatTypedInstant } from '#components/verifications/typed-instant.ts'
import { complaintOutcomes } from '#domain/complaint/complaint.ts'
import type { ComplaintPage } from '#server/complaints/read-complaint.ts'
import { assignAct, changeDueAct, closeAct, noteAct, reopenAct } from './actions.ts'

type ActsProps = { page: ComplaintPage; operatorId: string; locale: Locale; t: ComplaintTexts }

const note = { required: true, minLength: 3, maxLength: 1000 } as const

/** With whom it lies and until when. */
export function CareActs({ page, operatorId, locale, t }: ActsProps) {
  const { id, assigneeId, dueAtMs } = page.complaint
  const people = page.assignees.map((one) => ({ value: one.id, label: one.name }))
  const mayTake = assigneeId !== operatorId && page.assignees.some((one) => one.id === operatorId)
  const assign = { action: assignAct.bind(null, id), variant: 'secondary', size: 'small' } as const
  const labels = { submit: t('assign.submit'), pending: t('assign.pending') }
  return (
    <Panel title={t('assign.title')} padded>
      <div className="flex flex-col gap-4">
        {mayTake ? (
          <ComplaintForm {...assign} submissionId={randomUUID()} labels={{ ...labels, submit: t('assign.take') }}>
            <input type="hidden" name="assigneeId" value={operatorId} />
          </ComplaintForm>
        ) : null}
        <ComplaintForm key={assigneeId} {...assign} submissionId={randomUUID()} labels={labels}>
          <Select
            name="assigneeId"
            label={t('assign.label')}
            options={[{ value: '', label: t('assign.nobody') }, ...people]}
            defaultValue={people.some(({ value }) => value === assigneeId) ? (assigneeId ?? '') : ''}
          />
        </ComplaintForm>
        <ComplaintForm
          key={dueAtMs}
          action={changeDueAct.bind(null, id)}
          submissionId={randomUUID()}
          labels={{ submit: t('due.submit'), pending: t('due.pending') }}
          variant="secondary"
          size="small"
        >
          <TextField
            name="due"
            label={t('due.label')}
            description={t('due.hint')}
            defaultValue={localizeDigits(formatTypedInstant(dueAtMs, locale).slice(0, -3), locale)}
            dir="ltr"
            required
            maxLength={30}
          />
        </ComplaintForm>
      </div>
    </Panel>
  )
}

export function NoteAct({ page, t }: Pick<ActsProps, 'page' | 't'>) {
  return (
    <ComplaintForm
      action={noteAct.bind(null, page.complaint.id)}
      submissionId={randomUUID()}
      labels={{ submit: t('note.submit'), pending: t('note.pending') }}
      variant="secondary"
      className="border-t border-line p-4"
    >
      <TextArea name="note" label={t('note.label')} description={t('note.hint')} rows={2} {...note} />
    </ComplaintForm>
  )
}

/** The answer, or a way back for one that was answered. */
export function EndAct({ page, t }: Pick<ActsProps, 'page' | 't'>) {
  const { id, state, customerId } = page.complaint
  if (state === 'closed')
    return (
      <Panel title={t('reopen.title')} padded>
        <ComplaintForm
          key="reopen"
          action={reopenAct.bind(null, id)}
          submissionId={randomUUID()}
          labels={{ submit: t('reopen.submit'), pending: t('reopen.pending') }}
          variant="secondary"
        >
          <TextArea name="note" label={t('reopen.note')} rows={2} {...note} />
        </ComplaintForm>
      </Panel>
    )
  const outcomes = complaintOutcomes.map((outcome) => ({ value: outcome, label: t(`outcomes.${outcome}`) }))
  const isCustomerTold = customerId !== null
  return (
    <Panel title={t('close.title')} padded>
      <ComplaintForm
        key="close"
        action={closeAct.bind(null, id, isCustomerTold)}
        submissionId={randomUUID()}
        labels={{ submit: t('close.submit'), pending: t('close.pending') }}
      >
        <Select
          name="outcome"
          label={t('close.outcome')}
          options={[{ value: '', label: t('close.choose') }, ...outcomes]}
          defaultValue=""
          required
        />
        <TextArea
          name="note"
          label={t('close.note')}
          description={isCustomerTold ? t('close.told') : null}
          rows={3}
          {...note}
        />
      </ComplaintForm>
    </Panel>
  )
}
