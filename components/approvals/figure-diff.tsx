import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { sayFigure } from '#components/settings/say-figure.ts'
import type { PolicyKey } from '#domain/operator/policy.ts'
import type { PolicyFigure } from '#server/settings/read-settings.ts'

export type FigureChange = { key: PolicyKey; from: PolicyFigure['value']; to: PolicyFigure['value'] }
type FigureDiffProps = {
  changes: readonly FigureChange[]
  isOver: boolean
  locale: Locale
  t: Translator<'approvals'>
  settings: Translator<'settings'>
}

const HEAD = 'bg-mute-soft/60 px-3 py-1.5 text-start text-xs font-normal text-ink-3'

/** Each figure as it is beside what is asked for. */
export function FigureDiff({ changes, isOver, locale, t, settings }: FigureDiffProps) {
  return (
    <table className="w-full overflow-hidden rounded-control border border-line text-sm [border-collapse:separate] [border-spacing:0]">
      <caption className="sr-only">{t('facts.changes')}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {t('facts.figure')}
          </th>
          <th scope="col" className={HEAD}>
            {t(isOver ? 'facts.was' : 'facts.from')}
          </th>
          <th scope="col" className={HEAD}>
            {t(isOver ? 'facts.became' : 'facts.to')}
          </th>
        </tr>
      </thead>
      <tbody className="[&_td]:border-t [&_td]:border-line-soft [&_th]:border-t [&_th]:border-line-soft">
        {changes.map(({ key, from, to }) => (
          <tr key={key}>
            <th scope="row" className="px-3 py-1.5 text-start font-normal">
              {settings(`policy.names.${key}`)}
            </th>
            <td className="px-3 py-1.5 text-ink-2">{sayFigure(key, from, locale, settings)}</td>
            <td className="bg-accent-soft px-3 py-1.5 font-semibold text-accent-strong">
              {sayFigure(key, to, locale, settings)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
