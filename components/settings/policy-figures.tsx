import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type PolicyGroup, policyGroups } from '#components/settings/policy-groups.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status } from '#components/ui/status.tsx'
import type { PolicyFigures as Figures, PolicyFigure } from '#server/settings/read-settings.ts'

type PolicyFiguresProps = { policy: Figures; locale: Locale; t: Translator<'settings'> }

/** Every figure in force with its unit; one that differs from the default says so and what the default is. */
export function PolicyFigures({ policy, locale, t }: PolicyFiguresProps) {
  const byKey = new Map(policy.figures.map((figure) => [figure.key, figure]))
  return (
    <div className="columns-2 gap-4 max-lg:columns-1">
      {(Object.keys(policyGroups) as PolicyGroup[]).map((group) => (
        <Panel key={group} title={t(`policy.groups.${group}`)} className="mb-4 break-inside-avoid">
          <DescriptionList
            items={policyGroups[group].flatMap((key) => {
              const figure = byKey.get(key)
              return figure
                ? [{ key, term: t(`policy.names.${key}`), value: <Figure figure={figure} locale={locale} t={t} /> }]
                : []
            })}
          />
        </Panel>
      ))}
    </div>
  )
}

function Figure({ figure, locale, t }: Omit<PolicyFiguresProps, 'policy'> & { figure: PolicyFigure }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium">{say(figure.key, figure.value, locale, t)}</span>
      {figure.isChanged ? (
        <>
          <Status tone="info">{t('policy.changed')}</Status>
          <span className="text-xs text-ink-3">
            {t('policy.usual', { value: say(figure.key, figure.usual, locale, t) })}
          </span>
        </>
      ) : null}
    </span>
  )
}

const units = ['Digits', 'Seconds', 'Minutes', 'Hours', 'Steps', 'Percent'] as const
const tries = /(Tries|Failures|reprints|okensPer\w+|Per\w+|guard(Run|Day|Held))Max$/

function say(key: string, value: PolicyFigure['value'], locale: Locale, t: Translator<'settings'>): string {
  if (typeof value !== 'number') return value.map((seconds) => formatDuration(seconds, locale)).join(t('policy.then'))
  const unit = units.find((each) => key.endsWith(each)) ?? (tries.test(key) ? 'Tries' : 'Count')
  if (unit === 'Seconds' && value >= 60) return formatDuration(value, locale)
  return t(`policy.units.${unit}`, { value: formatCount(value, locale) })
}
