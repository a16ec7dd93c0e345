import type { ReactNode } from 'react'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { Tone } from '#components/ui/status.tsx'
import { Timeline, TimelineItem } from '#components/ui/timeline.tsx'
import type { ComplaintEventRow } from '#server/complaints/read-complaint.ts'

type ComplaintHistoryProps = {
  events: readonly ComplaintEventRow[]
  nowMs: number
  locale: Locale
  t: ComplaintTexts
}

const tones: Partial<Record<ComplaintEventRow['kind'], Tone>> = { opened: 'warn', closed: 'ok', reopened: 'warn' }

/** What was done and said, oldest first, as it would be read aloud. */
export function ComplaintHistory({ events, nowMs, locale, t }: ComplaintHistoryProps) {
  return (
    <div className="[--timeline-time:7.5rem]">
      <Timeline label={t('page.history')}>
        {events.map((event) => (
          <TimelineItem
            key={event.id}
            tone={tones[event.kind] ?? 'off'}
            time={<Moment atMs={event.atMs} as="relative" nowMs={nowMs} locale={locale} />}
            aside={<bdi>{event.operatorName}</bdi>}
          >
            <span className={event.kind === 'noted' ? 'text-ink-3' : 'font-medium'}>
              {sentenceOf(event, { nowMs, locale, t })}
            </span>
            {event.note ? <bdi className="text-like-parent block wrap-anywhere">{event.note}</bdi> : null}
          </TimelineItem>
        ))}
      </Timeline>
    </div>
  )
}

function sentenceOf(event: ComplaintEventRow, { nowMs, locale, t }: Omit<ComplaintHistoryProps, 'events'>): ReactNode {
  const due = event.dueAtMs === null ? '' : formatRelativeInstant({ atMs: event.dueAtMs, nowMs, locale })
  switch (event.kind) {
    case 'assigned':
      return event.assigneeName === null ? t('events.unassigned') : t('events.assigned', { name: event.assigneeName })
    case 'due_changed':
      return t('events.due_changed', { due })
    case 'reopened':
      return t('events.reopened', { due })
    case 'closed':
      return t('events.closed', { outcome: event.outcome ? t(`outcomes.${event.outcome}`) : '' })
    default:
      return t(`events.${event.kind}`)
  }
}
