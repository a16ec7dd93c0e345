import type { ReactNode } from 'react'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import { type Description, DescriptionList } from '#components/ui/description-list.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ComplaintPage } from '#server/complaints/read-complaint.ts'

type ComplaintFactsProps = {
  page: ComplaintPage
  nowMs: number
  locale: Locale
  t: ComplaintTexts
  reasonTitle: (reason: string) => string
  /** The caller's number, where somebody left one. */
  caller: ReactNode
}

export function ComplaintFacts({ page, nowMs, locale, t, reasonTitle, caller }: ComplaintFactsProps) {
  const { complaint, verification } = page
  const said = (key: 'customer' | 'caller' | 'branch' | 'outcome' | 'reopened', value: ReactNode): Description[] =>
    value ? [{ key, term: t(`page.${key}`), value }] : []
  const { customerId, customerName, branchName, outcome, reopenedCount } = complaint
  const items: Description[] = [
    ...said('customer', customerId && <TextLink href={`/customers/${customerId}`}>{customerName}</TextLink>),
    ...said('caller', customerId === null && caller),
    {
      key: 'verification',
      term: t('page.verification'),
      value: verification ? (
        <TextLink href={`/verifications/${verification.id}`}>{reasonTitle(verification.reason)}</TextLink>
      ) : (
        <span className="text-ink-3">{t('page.noVerification')}</span>
      ),
    },
    ...said('branch', branchName && localizeDigits(branchName, locale)),
    {
      key: 'openedAt',
      term: t('page.openedAt'),
      value: <Moment atMs={complaint.openedAtMs} as="relative" nowMs={nowMs} locale={locale} />,
    },
    ...timesOf(page, nowMs, locale, t),
    ...said('reopened', reopenedCount > 0 && t('page.times', { count: reopenedCount })),
    ...said('outcome', outcome && t(`outcomes.${outcome}`)),
  ]
  return <DescriptionList items={items} />
}

/** How long it may still take, how long the first answer took, and how long it was open in all. */
function timesOf({ complaint }: ComplaintPage, nowMs: number, locale: Locale, t: ComplaintTexts): Description[] {
  const { state, openedAtMs, openSinceMs, firstClosedAtMs, openSeconds, dueAtMs, reopenedCount } = complaint
  const length = (seconds: number): string => formatDuration(seconds, locale)
  const restSeconds = (dueAtMs - nowMs) / 1000
  const items: Description[] = []
  if (state !== 'closed')
    items.push({
      key: 'due',
      term: t('page.due'),
      value: (
        <>
          <Moment atMs={dueAtMs} as="relative" nowMs={nowMs} locale={locale} />
          <span className={`block text-xs ${restSeconds <= 0 ? 'text-bad' : 'text-ink-3'}`}>
            {t(restSeconds <= 0 ? 'page.late' : 'page.left', { length: length(restSeconds) })}
          </span>
        </>
      ),
    })
  if (firstClosedAtMs !== null)
    items.push({ key: 'answer', term: t('page.answerTime'), value: length((firstClosedAtMs - openedAtMs) / 1000) })
  if (reopenedCount > 0) {
    const runningSeconds = state === 'closed' ? 0 : Math.max(0, (nowMs - openSinceMs) / 1000)
    items.push({ key: 'openTime', term: t('page.openTime'), value: length(openSeconds + runningSeconds) })
  }
  return items
}
