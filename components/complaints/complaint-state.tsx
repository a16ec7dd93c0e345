import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { Status } from '#components/ui/status.tsx'
import type { ComplaintState as State } from '#domain/complaint/complaint.ts'

type ComplaintStateProps = { state: State; isOverdue: boolean; t: ComplaintTexts }

/** What is overdue says so before anything else. */
export function ComplaintState({ state, isOverdue, t }: ComplaintStateProps) {
  if (isOverdue)
    return (
      <Status tone="bad" icon="clock">
        {t('states.overdue')}
      </Status>
    )
  return <Status tone={state === 'closed' ? 'ok' : 'info'}>{t(`states.${state}`)}</Status>
}
