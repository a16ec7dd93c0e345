import type { ReactNode } from 'react'
import { localizeDigits } from '#components/format/digits.ts'
import { formatShortDateTime } from '#components/format/format-instant.ts'
import type { DescribeInput } from '#components/timeline/describe-payment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

const events = ['opened', 'noted', 'assigned', 'due_changed', 'closed', 'reopened'] as const

/** Kinds and outcomes in words, as the area of complaints says them. */
export type ComplaintWords = { kinds: Readonly<Record<string, string>>; outcomes: Readonly<Record<string, string>> }
type ComplaintInput = Omit<DescribeInput, 'reasonTitle'> & { complaintWords: ComplaintWords }

/** «شکایت ۱۰۰۱۲۳ ثبت شد · رمز پذیرفته نشد», with what was written below. */
export function describeComplaint({ facts, locale, t, complaintWords }: ComplaintInput): ReactNode {
  const event = events.find((each) => each === facts.event) ?? 'noted'
  const kind = complaintWords.kinds[facts.complaintKind ?? '']
  const outcome = complaintWords.outcomes[facts.outcome ?? '']
  const number = localizeDigits(String(facts.number), locale)
  const due = facts.dueAtMs && event === 'due_changed' ? formatShortDateTime(facts.dueAtMs, locale, 'minutes') : null
  const parts = [
    event === 'opened' ? kind : null,
    outcome,
    event === 'assigned' ? (facts.assignee ?? t('timeline.complaintToNobody')) : null,
    due,
  ].filter((part) => typeof part === 'string')
  return (
    <>
      <TextLink href={`/complaints/${facts.complaintId}`}>{t('timeline.complaint', { number })}</TextLink>{' '}
      {t(`timeline.complaintEvents.${event}`)}
      {parts.map((part) => (
        <span key={part} className="text-ink-2">
          {' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
      {facts.note ? <bdi className="text-like-parent block text-xs text-ink-3">{facts.note}</bdi> : null}
    </>
  )
}
