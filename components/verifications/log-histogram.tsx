import Link from 'next/link'
import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Moment } from '#components/ui/moment.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import { formatTypedInstant } from '#components/verifications/typed-instant.ts'
import type { LogCounts } from '#server/verifications/count-verifications.ts'
import type { LogWindow } from '#server/verifications/log-schemas.ts'

type LogHistogramProps = {
  counts: LogCounts
  window: LogWindow
  params: LogParams
  nowMs: number
  locale: Locale
  t: Translator<'verifications'>
}

const LEAST_STRETCH_MS = 1_000
// Named once for the hundred bars: each bar then is two lengths and an address.
const BARS =
  '[&>a]:flex [&>a]:min-w-0 [&>a]:flex-1 [&>a]:flex-col [&>a]:justify-end [&>a]:overflow-hidden [&>a]:rounded-t-[3px] ' +
  '[&>a:hover]:bg-mute-soft [&_b]:rounded-t-[3px] [&_b]:bg-accent/35 [&>a:hover_b]:bg-accent/60 [&_i]:bg-bad [&_i]:first:rounded-t-[3px]'

/** Accepted and rejected over the window; each bar leads to its own stretch of time. The list below says the same in rows. */
export function LogHistogram({ counts, window, params, nowMs, locale, t }: LogHistogramProps) {
  const { stretchMs } = counts
  const bars = fillGaps(counts, window)
  const tallest = Math.max(1, ...bars.map(({ accepted, rejected }) => accepted + rejected))
  const zoom = (startMs: number): string =>
    logHref(params, {
      range: null,
      from: formatTypedInstant(startMs, locale),
      to: formatTypedInstant(Math.max(startMs + stretchMs, startMs + LEAST_STRETCH_MS), locale),
    })
  const share = (count: number): string => `${((100 * count) / tallest).toFixed(1)}%`
  const labelOf = ({ startMs, accepted, rejected }: Bar): string =>
    t('histogram.bar', {
      time: formatRelativeInstant({ atMs: startMs, nowMs, locale, precision: 'seconds' }),
      accepted,
      rejected,
    })
  return (
    <figure
      aria-label={t('histogram.label')}
      className="mt-3 rounded-panel border border-line bg-panel px-4 pt-4 pb-2.5"
    >
      <div className={`flex h-20 items-stretch gap-px ${BARS}`}>
        {bars.map((bar) => (
          <Link
            key={bar.startMs}
            href={zoom(bar.startMs)}
            prefetch={false}
            scroll={false}
            tabIndex={-1}
            title={labelOf(bar)}
          >
            <b style={{ height: share(bar.accepted) }} />
            <i style={{ height: share(bar.rejected) }} />
          </Link>
        ))}
      </div>
      <figcaption className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line-soft pt-1.5 text-xs text-ink-3">
        <Moment atMs={window.fromMs} as="relative" nowMs={nowMs} locale={locale} />
        <span className="flex flex-wrap items-center gap-x-4 max-md:order-last max-md:w-full">
          <Legend color="bg-accent/35" word={t('histogram.accepted')} count={sumOf(bars, 'accepted')} locale={locale} />
          <Legend color="bg-bad" word={t('histogram.rejected')} count={sumOf(bars, 'rejected')} locale={locale} />
          <span className="max-md:hidden">
            {t('histogram.each', { length: formatDuration(stretchMs / 1000, locale) })}
          </span>
          {counts.isHistogramCapped ? (
            <span>{t('histogram.capped', { count: sumOf(bars, 'accepted') + sumOf(bars, 'rejected') })}</span>
          ) : null}
        </span>
        <Moment atMs={window.toMs} as="relative" nowMs={nowMs} locale={locale} />
      </figcaption>
    </figure>
  )
}

type Bar = LogCounts['buckets'][number]

function Legend({ color, word, count, locale }: { color: string; word: string; count: number; locale: Locale }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-[2px] ${color}`} />
      {word}
      <span className="font-medium text-ink-2">{formatCount(count, locale)}</span>
    </span>
  )
}

function sumOf(bars: readonly Bar[], name: 'accepted' | 'rejected'): number {
  return bars.reduce((sum, bar) => sum + bar[name], 0)
}

/** A bar for each stretch of the window, also where nothing happened. */
function fillGaps({ buckets, stretchMs }: LogCounts, { fromMs, toMs }: LogWindow): Bar[] {
  const byStart = new Map(buckets.map((bar) => [bar.startMs, bar]))
  const length = Math.max(1, Math.ceil((toMs - 1 - fromMs) / stretchMs))
  return Array.from({ length }, (_, place) => {
    const startMs = fromMs + place * stretchMs
    return byStart.get(startMs) ?? { startMs, accepted: 0, rejected: 0 }
  })
}
