import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Digits } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { readBranches } from '#server/settings/read-settings.ts'

export default async function BranchesPage() {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('settings')
  const branches = await orLeave(readBranches(services, ctx))
  return (
    <SettingsFrame current="branches" t={t}>
      <Panel>
        <DataTable
          caption={t('branches.caption')}
          columns={[
            { key: 'code', header: t('branches.code'), cell: ({ code }) => <Digits value={code} locale={locale} /> },
            { key: 'name', header: t('branches.name'), cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'staff', header: t('branches.staff'), cell: ({ staff }) => formatCount(staff, locale) },
          ]}
          rows={branches}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('branches.empty')} />}
        />
      </Panel>
    </SettingsFrame>
  )
}
