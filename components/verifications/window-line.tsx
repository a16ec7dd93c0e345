import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Moment } from '#components/ui/moment.tsx'
import type { Mark, MarkKind, WindowMarks } from '#components/verifications/window-marks.ts'

type WindowLineProps = { window: WindowMarks; locale: Locale; t: Translator<'verifications'> }

/** On its way, good, over: the life of an SMS code as a line with what happened on it, and the same in words. */
export function WindowLine({ window, locale, t }: WindowLineProps) {
  const figure = (value: number): string => localizeDigits(String(value), locale)
  const valid = figure(Math.round((window.expiresAtMs - window.startMs) / 1000))
  const typed = window.marks.find(({ kind }) => kind === 'typed')
  const label = typed
    ? t('window.chart', { typed: figure(typed.afterSeconds), valid })
    : t('window.chartUntyped', { valid })
  const share = (atMs: number): number => (100 * (atMs - window.startMs)) / Math.max(1, window.endMs - window.startMs)
  return (
    <>
      <div role="img" aria-label={label} className="relative mx-1 mt-1 h-9">
        {listZones(window).map(({ kind, fromMs, toMs }) => (
          <span
            key={kind}
            className={`absolute top-2.5 h-4 first:rounded-s-xs last-of-type:rounded-e-xs ${zoneColors[kind]}`}
            style={{ insetInlineStart: `${share(fromMs)}%`, width: `${share(toMs) - share(fromMs)}%` }}
          />
        ))}
        {window.marks.map((mark) => (
          <Pin key={mark.kind} mark={mark} place={share(mark.atMs)} window={window} />
        ))}
      </div>
      <ol className="flex flex-col text-sm">
        {window.marks.map((mark) => (
          <MarkLine key={mark.kind} mark={mark} window={window} locale={locale} t={t} />
        ))}
      </ol>
    </>
  )
}

type Zone = { kind: keyof typeof zoneColors; fromMs: number; toMs: number }

const zoneColors = {
  waiting: 'bg-[repeating-linear-gradient(135deg,var(--line)_0_4px,var(--mute-soft)_4px_8px)]',
  good: 'bg-ok/45',
  over: 'bg-bad/25',
}

/** A code can be typed from its delivery on; where none is known, the whole of its life is a waiting. */
function listZones({ startMs, endMs, expiresAtMs, readableAtMs, typed }: WindowMarks): Zone[] {
  const inTimeMs = typed && !typed.isLate ? Math.min(typed.atMs, readableAtMs ?? typed.atMs) : readableAtMs
  const goodFromMs = Math.min(inTimeMs ?? expiresAtMs, expiresAtMs)
  const zones: Zone[] = [
    { kind: 'waiting', fromMs: startMs, toMs: goodFromMs },
    { kind: 'good', fromMs: goodFromMs, toMs: Math.min(expiresAtMs, endMs) },
    { kind: 'over', fromMs: expiresAtMs, toMs: endMs },
  ]
  return zones.filter(({ fromMs, toMs }) => toMs > fromMs)
}

function Pin({ mark, place, window }: { mark: Mark; place: number; window: WindowMarks }) {
  const isTyped = mark.kind === 'typed'
  const color = colorOf(mark.kind, window)
  return (
    <span
      className={`absolute -ms-px w-0.5 ${isTyped ? 'top-0 h-9' : 'top-1 h-7'} ${color}`}
      style={{ insetInlineStart: `${place}%` }}
    >
      {isTyped ? <span className={`absolute -start-1 -top-1 size-2.5 rounded-full ${color}`} /> : null}
    </span>
  )
}

function MarkLine({ mark: { kind, atMs, afterSeconds }, window, locale, t }: WindowLineProps & { mark: Mark }) {
  const figure = (value: number): string => localizeDigits(String(value), locale)
  const { typed, isSmsLate } = window
  const isBad = (kind === 'typed' && typed?.isLate) || (kind === 'delivered' && isSmsLate) || kind === 'failed'
  const tone = isBad ? 'font-semibold text-bad' : kind === 'typed' ? 'font-semibold' : 'text-ink-2'
  const late = (seconds: number): string => t('window.late', { seconds: figure(seconds) })
  const margin = (): string | null => {
    if (kind === 'typed' && typed) {
      return typed.isLate ? late(typed.marginSeconds) : t('window.early', { seconds: figure(typed.marginSeconds) })
    }
    return kind === 'delivered' && isSmsLate ? late(Math.ceil((atMs - window.expiresAtMs) / 1000)) : null
  }
  return (
    <li className={`grid grid-cols-[0.75rem_minmax(0,1fr)_auto_3.5rem] items-baseline gap-x-2 py-0.5 ${tone}`}>
      <span
        aria-hidden="true"
        className={`translate-y-0.5 justify-self-center rounded-full ${kind === 'typed' ? 'size-2.5' : 'h-3 w-0.5'} ${colorOf(kind, window)}`}
      />
      <span>{[t(`window.${kind}`), margin()].filter(Boolean).join(' · ')}</span>
      <Moment atMs={atMs} as="time-seconds" locale={locale} />
      <bdi className="text-end whitespace-nowrap">{t('window.plus', { seconds: figure(afterSeconds) })}</bdi>
    </li>
  )
}

function colorOf(kind: MarkKind, { typed, isSmsLate }: WindowMarks): string {
  if (kind === 'typed') return typed?.isLate ? 'bg-bad' : 'bg-ok'
  if (kind === 'failed' || (kind === 'delivered' && isSmsLate)) return 'bg-bad'
  return kind === 'accepted' || kind === 'delivered' ? 'bg-accent' : 'bg-ink'
}
