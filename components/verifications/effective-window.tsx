import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { DriftScale } from '#components/verifications/drift-scale.tsx'
import { WindowLine } from '#components/verifications/window-line.tsx'
import { listWindowMarks, type WindowSource } from '#components/verifications/window-marks.ts'

type EffectiveWindowProps = {
  /** Null where no code was typed: an SMS that did not come, a press that sent nothing. */
  typedAtMs: number | null
  /** How many steps of the app's clock lay between the code and the bank; null for what is no app code. */
  driftSteps: number | null
  asked: WindowSource | null
  locale: Locale
  t: Translator<'verifications'>
}

/** When a code was good, drawn: the life of an SMS code as a line, an app code's distance from the bank's clock as steps. */
export function EffectiveWindow({ typedAtMs, driftSteps, asked, locale, t }: EffectiveWindowProps) {
  if (!asked && driftSteps === null) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{t('window.title')}</h3>
      {asked ? <WindowLine window={listWindowMarks(asked, typedAtMs)} locale={locale} t={t} /> : null}
      {!asked && driftSteps !== null ? <DriftScale steps={driftSteps} locale={locale} t={t} /> : null}
    </section>
  )
}
