import type { ReactNode } from 'react'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Status } from '#components/ui/status.tsx'
import type { StaffRow } from '#server/settings/read-settings.ts'

type StaffTableProps = {
  staff: readonly StaffRow[]
  nowMs: number
  locale: Locale
  t: Translator<'settings'>
  roleName: (role: StaffRow['role']) => string
  /** What whoever may change settings can do for one who is at work. */
  help: ((row: StaffRow) => ReactNode) | null
}

export function StaffTable({ staff, nowMs, locale, t, roleName, help }: StaffTableProps) {
  const columns: Column<StaffRow>[] = [
    { key: 'name', header: t('staff.name'), cell: ({ name }) => <bdi className="font-medium">{name}</bdi> },
    { key: 'username', header: t('staff.username'), cell: ({ username }) => <Code>{username}</Code> },
    { key: 'role', header: t('staff.role'), cell: ({ role }) => roleName(role) },
    { key: 'branch', header: t('staff.branch'), cell: ({ branchName }) => branchName ?? '—' },
    {
      key: 'lastSeen',
      header: t('staff.lastSeen'),
      cell: ({ lastSeenAtMs }) =>
        lastSeenAtMs === null ? (
          <span className="text-ink-3">{t('staff.never')}</span>
        ) : (
          <Moment atMs={lastSeenAtMs} as="relative" nowMs={nowMs} locale={locale} />
        ),
    },
    {
      key: 'state',
      header: t('staff.state'),
      cell: (row) => <StaffState row={row} nowMs={nowMs} locale={locale} t={t} />,
    },
    ...(help === null
      ? []
      : [
          {
            key: 'help',
            header: t('staff.code'),
            headerHidden: true,
            align: 'end' as const,
            cell: (row: StaffRow) => (row.disabledAtMs === null ? help(row) : null),
          },
        ]),
  ]
  return (
    <DataTable
      caption={t('staff.caption')}
      columns={columns}
      rows={staff}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('staff.empty')} />}
    />
  )
}

function StaffState({
  row,
  nowMs,
  locale,
  t,
}: Omit<StaffTableProps, 'staff' | 'roleName' | 'help'> & { row: StaffRow }) {
  const { disabledAtMs, lockedUntilMs } = row
  if (disabledAtMs !== null) return <Status tone="off">{t('staff.disabled')}</Status>
  if (lockedUntilMs === null || lockedUntilMs <= nowMs) return <Status tone="ok">{t('staff.active')}</Status>
  const until = formatRelativeInstant({ atMs: lockedUntilMs, nowMs, locale })
  return (
    <Status tone="warn" icon="lock">
      {t('staff.locked', { until })}
    </Status>
  )
}
