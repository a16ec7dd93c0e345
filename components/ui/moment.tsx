import {
  formatLongDateTime,
  formatRelativeInstant,
  formatShortDate,
  formatShortDateTime,
  formatTimeOfDay,
} from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Figures } from '#components/ui/figures.tsx'

type MomentProps = { atMs: number; locale: Locale; className?: string } & (
  | { as: 'relative' | 'relative-seconds'; nowMs: number }
  | { as?: 'short' | 'long' | 'date' | 'time' | 'time-seconds'; nowMs?: number }
)

/** A moment in Tehran; its full form is in the tooltip. */
export function Moment(props: MomentProps) {
  const { atMs, locale, className = '' } = props
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatLongDateTime(atMs, locale)}
      className={`${props.as === 'long' ? '' : 'whitespace-nowrap'} ${className}`}
    >
      <Figures text={textOf(props)} />
    </time>
  )
}

function textOf(props: MomentProps): string {
  const { atMs, locale } = props
  switch (props.as) {
    case 'relative':
      return formatRelativeInstant({ atMs, nowMs: props.nowMs, locale })
    case 'relative-seconds':
      return formatRelativeInstant({ atMs, nowMs: props.nowMs, locale, precision: 'seconds' })
    case 'long':
      return formatLongDateTime(atMs, locale)
    case 'date':
      return formatShortDate(atMs, locale)
    case 'time':
      return formatTimeOfDay(atMs, locale)
    case 'time-seconds':
      return formatTimeOfDay(atMs, locale, 'seconds')
    default:
      return formatShortDateTime(atMs, locale)
  }
}
