import type { SearchParams } from 'nuqs/server'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { ClientsTable } from '#components/settings/clients-table.tsx'
import { Handovers } from '#components/settings/handovers.tsx'
import { RefusedSignaturesTable } from '#components/settings/refused-signatures-table.tsx'
import { SettingsFrame } from '#components/settings/settings-frame.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { isBound } from '#domain/channel-client/client-sources.ts'
import { mayRequestApproval } from '#domain/operator/approval.ts'
import { isAllowed } from '#domain/operator/permission.ts'
import { readRefusedSignatures } from '#server/settings/read-refused-signatures.ts'
import { readChannelClients, readHandovers } from '#server/settings/read-settings.ts'
import { ClientActs, NewClient } from './client-dialogs.tsx'
import { readChosenClient } from './search-params.ts'

export default async function ChannelClientsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const asked = readChosenClient(await searchParams)
  const t = await getTranslator('settings')
  const [clients, handovers] = await orLeave(
    Promise.all([readChannelClients(services, ctx), readHandovers(services, ctx)]),
  )
  const chosen = clients.find(({ id }) => id === asked)
  const lately = await orLeave(readRefusedSignatures(services, ctx, { clientId: chosen?.id ?? null }))
  const mayChange =
    isAllowed(operator.role, 'settings:change') &&
    mayRequestApproval(operator.role, 'channel_client:create', { isForeign: false })
  const unbound = clients.filter(({ disabledAtMs, sources }) => disabledAtMs === null && !isBound(sources))
  return (
    <SettingsFrame current="clients" t={t} actions={mayChange ? <NewClient /> : null}>
      {unbound.length > 0 ? (
        <Banner tone="warn" className="mb-4">
          {t('clients.unboundNote', { count: unbound.length })} {mayChange ? t('clients.unboundHint') : null}
        </Banner>
      ) : null}
      <Handovers handovers={handovers} clients={clients} nowMs={nowMs} locale={locale} t={t} />
      <Panel>
        <ClientsTable
          clients={clients}
          locale={locale}
          t={t}
          handovers={handovers}
          nowMs={nowMs}
          refusedTimes={lately.timesByClient}
          act={
            mayChange
              ? (client) =>
                  client.kind === 'backoffice' || client.disabledAtMs !== null ? null : <ClientActs client={client} />
              : undefined
          }
        />
      </Panel>
      <div id="refused" className="mt-6 scroll-mt-16">
        <Panel
          title={chosen ? t('refused.titleOf', { name: chosen.name }) : t('refused.title')}
          actions={chosen ? <TextLink href="/settings#refused">{t('refused.all')}</TextLink> : null}
        >
          <p className="border-b border-line px-4 py-3 text-sm text-ink-2">{t('refused.note')}</p>
          <RefusedSignaturesTable
            refused={lately.refused}
            nameOf={(id) => clients.find((client) => client.id === id)?.name}
            nowMs={nowMs}
            locale={locale}
            t={t}
          />
        </Panel>
      </div>
    </SettingsFrame>
  )
}
