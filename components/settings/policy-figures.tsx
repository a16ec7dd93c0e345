import type { ReactNode } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type PolicyGroup, policyGroups } from '#components/settings/policy-groups.ts'
import { sayFigure } from '#components/settings/say-figure.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Status } from '#components/ui/status.tsx'
import type { PolicyFigures as Figures, PolicyFigure } from '#server/settings/read-settings.ts'

type PolicyFiguresProps = {
  policy: Figures
  locale: Locale
  t: Translator<'settings'>
  actOf?: ((group: PolicyGroup, figures: readonly PolicyFigure[]) => ReactNode) | undefined
}

/** Every figure in force with its unit; one that differs from the default says so and what the default is. */
export function PolicyFigures({ policy, locale, t, actOf }: PolicyFiguresProps) {
  const byKey = new Map(policy.figures.map((figure) => [figure.key, figure]))
  const figuresOf = (group: PolicyGroup): PolicyFigure[] => policyGroups[group].flatMap((key) => byKey.get(key) ?? [])
  return (
    <div className="columns-2 gap-4 max-lg:columns-1">
      {(Object.keys(policyGroups) as PolicyGroup[]).map((group) => (
        <Panel
          key={group}
          title={t(`policy.groups.${group}`)}
          actions={actOf?.(group, figuresOf(group))}
          className="mb-4 break-inside-avoid"
        >
          <DescriptionList
            className="[&>div]:grid-cols-[minmax(8rem,4fr)_5fr]"
            items={figuresOf(group).map((figure) => ({
              key: figure.key,
              term: t(`policy.names.${figure.key}`),
              value: <Figure figure={figure} locale={locale} t={t} />,
            }))}
          />
        </Panel>
      ))}
    </div>
  )
}

function Figure({ figure, locale, t }: Omit<PolicyFiguresProps, 'policy'> & { figure: PolicyFigure }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium">{sayFigure(figure.key, figure.value, locale, t)}</span>
      {figure.isChanged ? (
        <>
          <Status tone="info">{t('policy.changed')}</Status>
          <span className="text-xs text-ink-3">
            {t('policy.usual', { value: sayFigure(figure.key, figure.usual, locale, t) })}
          </span>
        </>
      ) : null}
    </span>
  )
}
