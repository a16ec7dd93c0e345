import type { ReactNode } from 'react'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { SourceBlocks } from '#components/settings/source-blocks.tsx'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ClientRow, HandoverRow } from '#server/settings/read-settings.ts'

type ClientsTableProps = {
  clients: readonly ClientRow[]
  locale: Locale
  t: Translator<'settings'>
  /** What one may do with a client; absent for who only reads. */
  act?: (client: ClientRow) => ReactNode
  handovers: readonly HandoverRow[]
  nowMs: number
  /** How often a signature of each was refused, of what is kept. */
  refusedTimes: ReadonlyMap<string, number>
}

export function ClientsTable({ clients, locale, t, act, refusedTimes, handovers, nowMs }: ClientsTableProps) {
  const columns: Column<ClientRow>[] = [
    {
      key: 'name',
      header: t('clients.name'),
      cell: ({ name, id, kind }) => (
        <span className="block">
          <bdi className="font-medium">{name}</bdi>
          <span className="block text-sm text-ink-2">
            <Code className="whitespace-nowrap">{id}</Code> · {t(`kinds.${kind}`)}
          </span>
        </span>
      ),
    },
    {
      key: 'sources',
      header: t('clients.sources'),
      cell: ({ sources }) => (
        <SourceBlocks
          sources={sources}
          anywhere={t('clients.unbound')}
          shownMax={3}
          more={(count) => t('clients.more', { count })}
        />
      ),
    },
    {
      key: 'version',
      header: t('clients.version'),
      cell: ({ id, version }) => (
        <span className="block">
          {formatCount(version, locale)}
          <HandedOver handover={handovers.find(({ clientId }) => clientId === id)} {...{ nowMs, locale, t }} />
        </span>
      ),
    },
    { key: 'rate', header: t('clients.rate'), cell: ({ ratePerSecond }) => formatCount(ratePerSecond, locale) },
    {
      key: 'state',
      header: t('clients.state'),
      cell: ({ disabledAtMs, createdAtMs }) => (
        <span className="flex flex-col items-start gap-0.5 max-md:items-end">
          {disabledAtMs === null ? (
            <Status tone="ok">{t('clients.active')}</Status>
          ) : (
            <Status tone="off">{t('clients.disabled')}</Status>
          )}
          <span className="text-xs whitespace-nowrap text-ink-3">
            {t('clients.since')} <Moment atMs={disabledAtMs ?? createdAtMs} as="date" locale={locale} />
          </span>
        </span>
      ),
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

type HandedOverProps = { handover: HandoverRow | undefined } & Pick<ClientsTableProps, 'nowMs' | 'locale' | 't'>

function HandedOver({ handover, nowMs, locale, t }: HandedOverProps) {
  if (handover?.isWaiting) return <span className="block text-sm text-warn">{t('clients.secretWaits')}</span>
  if (!handover || handover.receivedAtMs === null) return null
  const when = formatRelativeInstant({ atMs: handover.receivedAtMs, nowMs, locale })
  return <span className="block text-sm text-ink-3">{t('clients.secretReceived', { when })}</span>
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
