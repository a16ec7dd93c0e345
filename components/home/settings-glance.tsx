import type { Translator } from '#components/locale/translator.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ClientRow, PolicyFigures, StaffRow } from '#server/settings/read-settings.ts'

type SettingsGlanceProps = {
  staff: readonly StaffRow[]
  clients: readonly ClientRow[]
  policy: PolicyFigures
  nowMs: number
  t: Translator<'home'>
}

export function SettingsGlance({ staff, clients, policy, nowMs, t }: SettingsGlanceProps) {
  const locked = staff.filter(({ lockedUntilMs }) => lockedUntilMs !== null && lockedUntilMs > nowMs).length
  const disabled = clients.filter(({ disabledAtMs }) => disabledAtMs !== null).length
  const changed = policy.figures.filter(({ isChanged }) => isChanged).length
  const link = (href: string, text: string) => <TextLink href={href}>{text}</TextLink>
  return (
    <Panel title={t('settings.title')}>
      <DescriptionList
        items={[
          {
            key: 'staff',
            term: t('settings.staff'),
            value: link('/settings/staff', t('settings.staffLine', { count: staff.length, locked })),
          },
          {
            key: 'clients',
            term: t('settings.clients'),
            value: link('/settings', t('settings.clientsLine', { count: clients.length, disabled })),
          },
          {
            key: 'policy',
            term: t('settings.policy'),
            value: link('/settings/policy', t('settings.policyLine', { changed })),
          },
        ]}
      />
    </Panel>
  )
}
