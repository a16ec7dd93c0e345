import { ClientsTable } from '#components/settings/clients-table.tsx'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { isAllowed } from '#domain/permission.ts'
import { readChannelClients } from '#server/settings/read-settings.ts'
import { getTranslator, readLocale } from '../../locale.ts'
import { orLeave, readOperator, readOperatorContext } from '../../operator-context.ts'
import { web } from '../../services.ts'
import { NewClient, RotateSecret } from './client-dialogs.tsx'

export default async function ChannelClientsPage() {
  const [services, ctx, operator, locale] = await Promise.all([
    web(),
    readOperatorContext(),
    readOperator(),
    readLocale(),
  ])
  const t = await getTranslator('settings')
  const clients = await orLeave(readChannelClients(services, ctx))
  const mayChange = isAllowed(operator.role, 'settings:change')
  return (
    <SettingsFrame current="clients" t={t} actions={mayChange ? <NewClient /> : null}>
      <Panel>
        <ClientsTable
          clients={clients}
          locale={locale}
          t={t}
          act={
            mayChange
              ? ({ id, name, kind, disabledAtMs }) =>
                  kind === 'backoffice' || disabledAtMs !== null ? null : <RotateSecret id={id} name={name} />
              : undefined
          }
        />
      </Panel>
    </SettingsFrame>
  )
}
