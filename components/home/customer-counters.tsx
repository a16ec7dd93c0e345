import { formatCount } from '#components/format/format-amount.ts'
import { CounterTile } from '#components/home/counter-tile.tsx'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { StateCounts } from '#server/overview/list-customers-by-state.ts'

type CustomerCountersProps = { counts: StateCounts; isOwnBranchOnly: boolean; locale: Locale; t: Translator<'home'> }

export function CustomerCounters({ counts, isOwnBranchOnly, locale, t }: CustomerCountersProps) {
  const aside = t(isOwnBranchOnly ? 'counters.ownBranch' : 'counters.everyBranch')
  const say = ({ count, isCapped }: StateCounts['locked']): string =>
    isCapped ? t('counters.more', { count }) : formatCount(count, locale)
  return (
    <section aria-label={t('counters.title')} className="flex gap-3 max-md:flex-col">
      <CounterTile
        href="/lists/locked"
        icon="lock"
        count={say(counts.locked)}
        label={t('counters.locked')}
        aside={aside}
      />
      <CounterTile
        href="/lists/pending"
        icon="clock"
        count={say(counts.pending)}
        label={t('counters.pending')}
        aside={aside}
      />
    </section>
  )
}
