import { actionWord } from '#components/audit/action-word.ts'
import { type AuditParams, auditHref } from '#components/audit/audit-href.ts'
import type { Column } from '#components/data-table/column.ts'
import { PersonalDataTable } from '#components/data-table/personal-data-table.tsx'
import type { PersonalTable } from '#components/data-table/personal-table.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { AuditListRow } from '#server/audit/list-audit-events.ts'

type AuditTableProps = {
  rows: readonly AuditListRow[]
  params: AuditParams
  isOwnOnly: boolean
  personal: PersonalTable
  nowMs: number
  locale: Locale
  t: Translator<'audit'>
  roleName: (role: string) => string
}

export function AuditTable(props: AuditTableProps) {
  const { rows, params, personal, t } = props
  const place = { before: params.before ?? null, after: params.after ?? null }
  return (
    <PersonalDataTable
      caption={t('caption')}
      columns={columnsOf(props)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => auditHref(params, { ...place, open: id })}
      isCurrent={({ id }) => id === params.open}
      personal={personal}
      empty={
        <EmptyState title={t('empty.title')} action={<LinkButton href="/audit">{t('filters.clear')}</LinkButton>}>
          {t('empty.text')}
        </EmptyState>
      }
    />
  )
}

function columnsOf({ isOwnOnly, nowMs, locale, t, roleName }: AuditTableProps): Column<AuditListRow>[] {
  const nothing = <span className="text-ink-3">—</span>
  const columns: Column<AuditListRow>[] = [
    {
      key: 'time',
      header: t('columns.time'),
      cell: ({ atMs }) => <Moment atMs={atMs} as="relative-seconds" nowMs={nowMs} locale={locale} />,
    },
    { key: 'action', header: t('columns.action'), cell: ({ action }) => actionWord(action, t) },
    {
      key: 'operator',
      header: t('columns.operator'),
      cell: ({ actorName, actorRole }) => (
        <span className="whitespace-nowrap">
          {actorName === 'anonymous' ? t('nobody') : actorName}
          {actorRole ? <span className="text-xs text-ink-3"> · {roleName(actorRole)}</span> : null}
        </span>
      ),
    },
    {
      key: 'customer',
      header: t('columns.customer'),
      cell: ({ customerId, customerName }) => (customerId ? (customerName ?? t('someCustomer')) : nothing),
    },
    {
      key: 'reason',
      header: t('columns.reason'),
      className: 'md:max-w-64',
      cell: ({ reason }) => (reason ? <span className="text-ink-2 md:line-clamp-1">{reason}</span> : nothing),
    },
  ]
  return columns.filter(({ key }) => !(isOwnOnly && key === 'operator'))
}
