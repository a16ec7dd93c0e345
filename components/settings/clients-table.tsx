import type { ReactNode } from 'react'
import { formatCount } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type Column, DataTable } from '#components/ui/data-table.tsx'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ClientRow } from '#server/settings/read-settings.ts'

type ClientsTableProps = {
  clients: readonly ClientRow[]
  locale: Locale
  t: Translator<'settings'>
  /** What one may do with a client; absent for who only reads. */
  act?: (client: ClientRow) => ReactNode
  /** How often a signature of each was refused, of what is kept. */
  refusedTimes: ReadonlyMap<string, number>
}

export function ClientsTable({ clients, locale, t, act, refusedTimes }: ClientsTableProps) {
  const columns: Column<ClientRow>[] = [
    { key: 'name', header: t('clients.name'), cell: ({ name }) => <bdi className="font-medium">{name}</bdi> },
    { key: 'id', header: t('clients.id'), cell: ({ id }) => <Code>{id}</Code> },
    { key: 'kind', header: t('clients.kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    { key: 'version', header: t('clients.version'), cell: ({ version }) => formatCount(version, locale) },
    { key: 'rate', header: t('clients.rate'), cell: ({ ratePerSecond }) => formatCount(ratePerSecond, locale) },
    {
      key: 'state',
      header: t('clients.state'),
      cell: ({ disabledAtMs }) =>
        disabledAtMs === null ? (
          <Status tone="ok">{t('clients.active')}</Status>
        ) : (
          <Status tone="off">{t('clients.disabled')}</Status>
        ),
    },
    {
      key: 'since',
      header: t('clients.since'),
      cell: ({ createdAtMs }) => <Moment atMs={createdAtMs} as="date" locale={locale} />,
    },
    {
      key: 'refused',
      header: t('refused.column'),
      cell: ({ id }) => <RefusedLink id={id} times={refusedTimes.get(id) ?? 0} locale={locale} t={t} />,
    },
    ...(act ? [{ key: 'acts', header: t('clients.acts'), headerHidden: true, align: 'end' as const, cell: act }] : []),
  ]
  return (
    <DataTable
      caption={t('clients.caption')}
      columns={columns}
      rows={clients}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('clients.empty')} />}
    />
  )
}

type RefusedLinkProps = { id: string; times: number } & Pick<ClientsTableProps, 'locale' | 't'>

function RefusedLink({ id, times, locale, t }: RefusedLinkProps) {
  if (times === 0) return <span className="text-ink-3">{formatCount(0, locale)}</span>
  return (
    <TextLink href={`/settings?client=${encodeURIComponent(id)}#refused`}>
      {t('refused.times', { count: formatCount(times, locale) })}
    </TextLink>
  )
}
