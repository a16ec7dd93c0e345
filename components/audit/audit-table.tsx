import type { ReactNode } from 'react'
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
import type { AuditListName, AuditListRow, NamedAuditField } from '#server/audit/audit-fields.ts'

type AuditTableProps = {
  rows: readonly AuditListRow[]
  fields: readonly NamedAuditField[]
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

function columnsOf({ fields, isOwnOnly, t, ...context }: AuditTableProps): Column<AuditListRow>[] {
  return fields
    .flatMap(({ name, list }) => (list ? [{ key: name as AuditListName, ...list }] : []))
    .toSorted((a, b) => a.column - b.column)
    .filter(({ key }) => !(isOwnOnly && key === 'operator'))
    .map(({ key }) => ({
      key,
      header: t(`columns.${key}`),
      className: key === 'reason' ? 'md:max-w-64' : undefined,
      cell: (row) => cells[key](row, { ...context, t }),
    }))
}

type CellContext = Pick<AuditTableProps, 'nowMs' | 'locale' | 't' | 'roleName'>

const nothing = <span className="text-ink-3">—</span>

const cells: Readonly<Record<AuditListName, (row: AuditListRow, context: CellContext) => ReactNode>> = {
  time: ({ atMs }, { nowMs, locale }) => <Moment atMs={atMs} as="relative-seconds" nowMs={nowMs} locale={locale} />,
  action: ({ action }, { t }) => actionWord(action, t),
  operator: ({ actorName, actorRole }, { t, roleName }) => (
    <span className="whitespace-nowrap">
      {actorName === 'anonymous' ? t('nobody') : actorName}
      {actorRole ? <span className="text-xs text-ink-3"> · {roleName(actorRole)}</span> : null}
    </span>
  ),
  customer: ({ customerId, customerName }, { t }) => (customerId ? (customerName ?? t('someCustomer')) : nothing),
  reason: ({ reason }) => (reason ? <span className="text-ink-2 md:line-clamp-1">{reason}</span> : nothing),
}
