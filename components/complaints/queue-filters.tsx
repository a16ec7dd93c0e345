import Form from 'next/form'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { type ComplaintParams, complaintsHref } from '#components/complaints/complaints-href.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { complaintKinds } from '#domain/complaint/complaint.ts'
import type { Assignee } from '#server/complaints/read-complaint.ts'

type QueueFiltersProps = { params: ComplaintParams; assignees: readonly Assignee[]; t: ComplaintTexts }

export function QueueFilters({ params, assignees, t }: QueueFiltersProps) {
  const all = { value: '', label: t('filters.all') }
  const kinds = complaintKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))
  const people = assignees.map(({ id, name }) => ({ value: id, label: name }))
  const spans = (['today', 'week'] as const).map((span) => ({ value: span, label: t(`filters.${span}`) }))
  const isNarrowed = (['kind', 'assignee', 'due'] as const).some((name) => params[name])
  return (
    <Form
      key={JSON.stringify(params)}
      action="/complaints"
      prefetch={false}
      className="flex flex-wrap items-end gap-3 max-md:grid max-md:grid-cols-2 print:hidden"
    >
      {params.queue ? <input type="hidden" name="queue" value={params.queue} /> : null}
      <Select name="kind" label={t('filters.kind')} options={[all, ...kinds]} defaultValue={params.kind ?? ''} />
      {params.queue === 'mine' || params.queue === 'unassigned' ? null : (
        <Select
          name="assignee"
          label={t('filters.assignee')}
          options={[all, ...people]}
          defaultValue={params.assignee ?? ''}
        />
      )}
      {params.queue === 'closed' ? null : (
        <Select name="due" label={t('filters.due')} options={[all, ...spans]} defaultValue={params.due ?? ''} />
      )}
      <SubmitButton variant="secondary">{t('filters.apply')}</SubmitButton>
      {isNarrowed ? (
        <LinkButton href={complaintsHref(params, { kind: null, assignee: null, due: null })} variant="ghost">
          {t('filters.clear')}
        </LinkButton>
      ) : null}
    </Form>
  )
}
