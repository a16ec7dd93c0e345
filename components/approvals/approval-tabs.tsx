import { formatCount } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import type { ApprovalCounts, ApprovalTab } from '#server/approvals/list-approvals.ts'

type ApprovalTabsProps = {
  current: ApprovalTab
  counts: ApprovalCounts
  /** Whether this role ever answers requests; who only asks has no list of what waits for them. */
  checks: boolean
  hrefOf: (query: { tab: ApprovalTab }) => string
  locale: Locale
  t: Translator<'approvals'>
}

export function ApprovalTabs({ current, counts, checks, hrefOf, locale, t }: ApprovalTabsProps) {
  const tabs: ApprovalTab[] = checks ? ['waiting', 'mine', 'decided'] : ['mine', 'decided']
  return (
    <SegmentedLinks
      label={t('tabs.label')}
      items={tabs.map((tab) => ({
        href: hrefOf({ tab }),
        label: t(`tabs.${tab}`),
        count: tab === 'decided' || counts[tab] === 0 ? undefined : sayCapped(counts[tab], locale),
        current: tab === current,
      }))}
    />
  )
}

/** A hundred means: at least so many. */
export function sayCapped(count: number, locale: Locale): string {
  return `${formatCount(Math.min(count, 99), locale)}${count > 99 ? '+' : ''}`
}
