import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Moment } from '#components/ui/moment.tsx'
import { listWindowMarks, type Mark, type MarkKind, type WindowMarks } from '#components/verifications/window-marks.ts'
import type { AskedRow, VerificationPageRow } from '#server/verifications/read-verification.ts'

type EffectiveWindowProps = {
  verification: VerificationPageRow
  asked: AskedRow | null
  locale: Locale
  t: Translator<'verifications'>
}

/** The life of a code as a line: asked, sent, delivered, typed, and where its time was over. */
export function EffectiveWindow({ verification, asked, locale, t }: EffectiveWindowProps) {
  const steps = verification.details.driftSteps
  if (!asked && typeof steps !== 'number') return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('window.title')}</h3>
      {asked ? (
        <WindowLine window={listWindowMarks(verification, asked)} locale={locale} t={t} />
      ) : (
        <p className="text-sm text-ink-2">
          {t('window.appCode', { steps: localizeDigits(String(Math.abs(Number(steps))), locale) })}
        </p>
      )}
    </section>
  )
}

type WindowLineProps = { window: WindowMarks; locale: Locale; t: Translator<'verifications'> }

function WindowLine({ window, locale, t }: WindowLineProps) {
  const { marks, startMs, endMs } = window
  const share = (atMs: number): number => (100 * Math.max(0, atMs - startMs)) / Math.max(1, endMs - startMs)
  const placeOf = (kind: MarkKind): number | null => {
    const mark = marks.find((each) => each.kind === kind)
    return mark ? share(mark.atMs) : null
  }
  const good = { from: placeOf('delivered') ?? 0, to: placeOf('expires') ?? 100 }
  const figure = (value: number): string => localizeDigits(String(value), locale)
  const expires = marks.find(({ kind }) => kind === 'expires')?.afterSeconds ?? 0
  const typed = marks.find(({ kind }) => kind === 'typed')?.afterSeconds ?? 0
  return (
    <>
      <div
        role="img"
        aria-label={t('window.chart', { typed: figure(typed), valid: figure(expires) })}
        className="relative mx-1 mt-1.5 h-6"
      >
        <span className="absolute inset-x-0 top-2 h-2 rounded-full bg-mute-soft" />
        <span
          className="absolute top-2 h-2 bg-accent/35"
          style={{ insetInlineStart: `${good.from}%`, width: `${Math.max(0, good.to - good.from)}%` }}
        />
        {window.isLate ? (
          <span
            className="absolute top-2 h-2 bg-bad/25"
            style={{ insetInlineStart: `${good.to}%`, width: `${100 - good.to}%` }}
          />
        ) : null}
        {marks.map(({ kind, atMs }) => (
          <span
            key={kind}
            className={`absolute top-0 h-6 w-0.5 -ms-px rounded-full ${colorOf(kind, window)}`}
            style={{ insetInlineStart: `${share(atMs)}%` }}
          />
        ))}
      </div>
      <ol className="flex flex-col text-sm">
        {marks.map((mark) => (
          <MarkLine key={mark.kind} mark={mark} window={window} locale={locale} t={t} />
        ))}
      </ol>
    </>
  )
}

function MarkLine({ mark: { kind, atMs, afterSeconds }, window, locale, t }: WindowLineProps & { mark: Mark }) {
  const figure = (value: number): string => localizeDigits(String(value), locale)
  const isTyped = kind === 'typed'
  const margin = t(window.isLate ? 'window.late' : 'window.early', { seconds: figure(window.marginSeconds) })
  const tone = isTyped ? (window.isLate ? 'font-semibold text-bad' : 'font-semibold') : 'text-ink-2'
  return (
    <li className={`grid grid-cols-[0.75rem_minmax(0,1fr)_auto_3.5rem] items-baseline gap-x-2 py-0.5 ${tone}`}>
      <span
        aria-hidden="true"
        className={`h-3 w-0.5 translate-y-0.5 justify-self-center rounded-full ${colorOf(kind, window)}`}
      />
      <span>
        {t(`window.${kind}`)}
        {isTyped ? ` · ${margin}` : null}
      </span>
      <Moment atMs={atMs} as="time-seconds" locale={locale} />
      <bdi className="text-end whitespace-nowrap">{t('window.plus', { seconds: figure(afterSeconds) })}</bdi>
    </li>
  )
}

function colorOf(kind: MarkKind, { isLate }: WindowMarks): string {
  if (kind === 'typed') return isLate ? 'bg-bad' : 'bg-ok'
  if (kind === 'failed') return 'bg-bad'
  return kind === 'accepted' || kind === 'delivered' ? 'bg-accent' : 'bg-ink'
}
