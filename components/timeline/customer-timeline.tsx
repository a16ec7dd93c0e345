import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatTimeOfDay } from '#components/format/format-instant.ts'
import { formatTerminalId } from '#components/format/format-terminal.ts'
import type { Locale } from '#components/locale/locale.ts'
import { describeAct } from '#components/timeline/describe-act.tsx'
import { type ComplaintWords, describeComplaint } from '#components/timeline/describe-complaint.tsx'
import { describeOtpRequest, describeVerification } from '#components/timeline/describe-payment.tsx'
import { describeSms } from '#components/timeline/describe-sms.tsx'
import { factsOf, hasVerdict, toneOf } from '#components/timeline/timeline-entry.ts'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Timeline, TimelineItem } from '#components/ui/timeline.tsx'
import type { TimelineEntry } from '#server/customers/read-timeline.ts'

export type TimelineTexts = {
  t: CustomerTexts
  reasonTitle: (reason: string) => string
  actionTitles: Readonly<Record<string, string>>
  approvalActs: Readonly<Record<string, { title: string } | undefined>>
  complaintWords: ComplaintWords
}
type CustomerTimelineProps = {
  customerId: string
  entries: readonly TimelineEntry[]
  mayOpenVerifications: boolean
  nowMs: number
  locale: Locale
  texts: TimelineTexts
}

/** Everything that touched the customer, newest first, in words. */
export function CustomerTimeline({
  customerId,
  entries,
  nowMs,
  locale,
  texts,
  mayOpenVerifications,
}: CustomerTimelineProps) {
  return (
    <div className="[--timeline-time:8.75rem]">
      <Timeline label={texts.t('timeline.title')}>
        {entries.map((entry) => (
          <TimelineItem
            key={`${entry.kind}-${entry.id}`}
            tone={toneOf(entry)}
            time={<Moment atMs={entry.atMs} as="relative-seconds" nowMs={nowMs} locale={locale} />}
            aside={
              <EntryAside href={addressOf(entry, { customerId, mayOpenVerifications })} {...{ entry, locale, texts }} />
            }
          >
            {sentenceOf({ entry, locale, texts })}
          </TimelineItem>
        ))}
      </Timeline>
    </div>
  )
}

type EntryInput = { entry: TimelineEntry; locale: Locale; texts: TimelineTexts }

function sentenceOf({ entry, locale, texts }: EntryInput): ReactNode {
  const input = { facts: factsOf(entry), locale, ...texts }
  if (entry.kind === 'otp_request') return describeOtpRequest(input)
  if (entry.kind === 'verification') return describeVerification(input)
  if (entry.kind === 'complaint') return describeComplaint(input)
  return entry.kind === 'sms' ? describeSms(input) : describeAct(input)
}

/** Where the verdict on an entry stands: a verification's page, or the page of what else did not go as the customer wished. */
function addressOf(
  entry: TimelineEntry,
  { customerId, mayOpenVerifications }: Pick<CustomerTimelineProps, 'customerId' | 'mayOpenVerifications'>,
): string | null {
  if (entry.kind === 'verification') return mayOpenVerifications ? `/verifications/${entry.id}` : null
  return hasVerdict(entry) ? `/customers/${customerId}/events/${entry.id}` : null
}

function EntryAside({ entry, locale, texts, href }: EntryInput & { href: string | null }) {
  const { t } = texts
  const said = asideOf({ entry, locale, texts })
  if (href === null) return said
  const word = t(factsOf(entry).outcome === 'accepted' ? 'timeline.details' : 'timeline.why')
  const time = formatTimeOfDay(entry.atMs, locale, 'seconds')
  const name = t(entry.kind === 'verification' ? 'timeline.whyOf' : 'timeline.whyOfEvent', { word, time })
  return (
    <>
      {said ? <span className="max-md:hidden">{said} · </span> : null}
      <TextLink href={href} aria-label={name} className="max-md:-m-2.5 max-md:inline-block max-md:p-2.5">
        {word}
      </TextLink>
    </>
  )
}

function asideOf({ entry, locale, texts: { t } }: EntryInput): ReactNode {
  const { reference, data, actorName, branchName } = factsOf(entry)
  if (reference) return t('timeline.reference', { reference: localizeDigits(reference, locale) })
  if (data?.terminalId) {
    const terminal = formatTerminalId(data.terminalId, locale)
    return t(entry.kind === 'atm' ? 'tokens.atTerminal' : 'timeline.atTerminal', { terminal })
  }
  if (entry.kind !== 'staff' && entry.kind !== 'complaint') return null
  return (
    <>
      <bdi>{actorName}</bdi>
      {branchName ? (
        <span className="max-md:hidden">
          {' · '}
          <bdi>{branchName}</bdi>
        </span>
      ) : null}
    </>
  )
}
