import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'

type DriftScaleProps = { steps: number; locale: Locale; t: Translator<'verifications'> }

const BESIDE = 2
const SHOWN_MAX = 12

/** The minutes around the bank's own, one cell each: green is taken, red is where the phone's clock stood. */
export function DriftScale({ steps, locale, t }: DriftScaleProps) {
  const reach = Math.min(SHOWN_MAX, Math.max(Math.abs(steps) + 1, 1 + BESIDE))
  const cells = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach)
  const figure = (value: number): string => localizeDigits(String(value), locale)
  const at = Math.max(-reach, Math.min(reach, steps))
  const words = t('window.appCode', { steps: figure(Math.abs(steps)) })
  return (
    <>
      {/* Time runs from left to right in both languages, as on a clock's scale. */}
      <div role="img" aria-label={words} dir="ltr" className="flex gap-0.5 pt-5">
        {cells.map((step) => (
          <span key={step} className="relative flex-1">
            {step === 0 ? <Tag className="text-ok">{t('window.bank')}</Tag> : null}
            {step === at && step !== 0 ? <Tag className="text-bad">{t('window.phone')}</Tag> : null}
            <span className={`block h-4 rounded-xs ${colorOf(step, at)}`} />
            <span className="block pt-0.5 text-center text-xs text-ink-3 max-md:hidden">{figure(step)}</span>
          </span>
        ))}
      </div>
      <p className="text-sm text-ink-2">
        {words} {t(steps > 0 ? 'window.phoneAhead' : 'window.phoneBehind')}
      </p>
    </>
  )
}

function Tag({ className, children }: { className: string; children: string }) {
  return (
    <span className={`absolute -inset-x-8 bottom-full pb-0.5 text-center text-xs whitespace-nowrap ${className}`}>
      {children}
    </span>
  )
}

function colorOf(step: number, at: number): string {
  if (step === at) return 'bg-bad'
  return Math.abs(step) <= 1 ? 'bg-ok/45' : 'bg-mute-soft'
}
