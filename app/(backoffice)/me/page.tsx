import type { Metadata } from 'next'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { FailedTriesBanner } from '#components/operators/failed-tries-banner.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Code } from '#components/ui/digits.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { grantOf } from '#domain/operator/permission.ts'
import { listOwnSessions } from '#server/operators/list-own-sessions.ts'
import { readOwnAccount } from '#server/operators/read-own-account.ts'
import { endedSessionColumns } from './ended-session-columns.tsx'
import { knownDeviceColumns } from './known-device-columns.tsx'
import { sessionColumns } from './session-columns.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator('me')
  return { title: t('title') }
}

export default async function MyAccountPage() {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const [t, shell] = await getTranslators('me', 'shell')
  const [sessions, { knownDevices, endedSessions, failedBefore }] = await orLeave(
    Promise.all([listOwnSessions(services, ctx), readOwnAccount(services, ctx)]),
  )
  const readsOwn = grantOf(operator.role, 'audit:read_own').answer === 'yes'
  return (
    <>
      <PageHeader title={t('title')} sub={<bdi>{operator.name}</bdi>} />
      {failedBefore === null ? null : (
        <div className="mt-4">
          <FailedTriesBanner tries={failedBefore} locale={locale} t={t} />
        </div>
      )}
      <Panel className="mt-4">
        <DescriptionList
          items={[
            { key: 'username', term: t('username'), value: <Code>{operator.username}</Code> },
            { key: 'role', term: t('role'), value: shell(`roles.${operator.role}`) },
            { key: 'branch', term: t('branch'), value: operator.branchName ?? '—' },
          ]}
        />
      </Panel>
      <Panel title={t('sessions')} className="mt-4">
        <p className="px-4 pt-3 text-sm text-ink-2">{t('sessionsText')}</p>
        <DataTable
          caption={t('sessions')}
          columns={sessionColumns({ nowMs, locale, t })}
          rows={sessions}
          rowKey={({ id }) => id}
          empty={null}
        />
      </Panel>
      {endedSessions.length === 0 ? null : (
        <Panel title={t('ended.title')} className="mt-4">
          <DataTable
            caption={t('ended.title')}
            columns={endedSessionColumns({ nowMs, locale, t })}
            rows={endedSessions}
            rowKey={({ id }) => id}
            empty={null}
          />
        </Panel>
      )}
      <Panel title={t('known.title')} className="mt-4">
        <p className="px-4 py-3 text-sm text-ink-2">{t('known.text')}</p>
        <DataTable
          caption={t('known.title')}
          columns={knownDeviceColumns({ nowMs, locale, t })}
          rows={knownDevices}
          rowKey={({ id }) => id}
          empty={null}
        />
      </Panel>
      {readsOwn ? (
        <Panel title={t('acts')} className="mt-4" padded>
          <p className="mb-3 text-sm text-ink-2">{t('actsText')}</p>
          <LinkButton href="/audit">{t('actsLink')}</LinkButton>
        </Panel>
      ) : null}
    </>
  )
}
