import type { ReactNode } from 'react'
import { AssigneeName } from '#components/complaints/assignee-name.tsx'
import { ComplaintState } from '#components/complaints/complaint-state.tsx'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import type { Locale } from '#components/locale/locale.ts'
import { Digits } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ListedComplaint } from '#server/complaints/list-complaints.ts'

type QueueTableProps = {
  complaints: readonly ListedComplaint[]
  isClosed: boolean
  nowMs: number
  locale: Locale
  t: ComplaintTexts
  empty: ReactNode
}

/** One queue: what is complained of, by whom, how urgent it is and with whom it lies. */
export function QueueTable({ complaints, isClosed, nowMs, locale, t, empty }: QueueTableProps) {
  const when = (atMs: number) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
  const complaint: Column<ListedComplaint> = {
    key: 'complaint',
    header: t('columns.complaint'),
    cell: ({ number, kind }) => (
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t(`kinds.${kind}`)}</span>
        <Digits value={String(number)} locale={locale} className="text-xs text-ink-3" />
      </span>
    ),
  }
  const customer: Column<ListedComplaint> = {
    key: 'customer',
    header: t('columns.customer'),
    cell: ({ customerName, callerMobileMasked }) =>
      customerName ? (
        <bdi>{customerName}</bdi>
      ) : (
        <span className="text-ink-3">
          {t('unknownCaller')}
          {callerMobileMasked ? (
            <>
              {' · '}
              <Digits value={callerMobileMasked} locale={locale} />
            </>
          ) : null}
        </span>
      ),
  }
  const state: Column<ListedComplaint> = {
    key: 'state',
    header: t('columns.state'),
    cell: (row) => <ComplaintState state={row.state} isOverdue={row.isOverdue} t={t} />,
  }
  const assignee: Column<ListedComplaint> = {
    key: 'assignee',
    header: t('columns.assignee'),
    cell: ({ assigneeName, isAssigneeDisabled }) => (
      <AssigneeName name={assigneeName} isDisabled={isAssigneeDisabled} t={t} />
    ),
  }
  const columns: Column<ListedComplaint>[] = isClosed
    ? [
        complaint,
        customer,
        {
          key: 'outcome',
          header: t('columns.outcome'),
          cell: ({ outcome }) => (outcome ? t(`outcomes.${outcome}`) : null),
        },
        assignee,
        { key: 'closed', header: t('columns.closed'), cell: ({ closedAtMs }) => closedAtMs && when(closedAtMs) },
      ]
    : [
        complaint,
        customer,
        state,
        { key: 'due', header: t('columns.due'), cell: ({ dueAtMs }) => when(dueAtMs) },
        assignee,
        { key: 'opened', header: t('columns.opened'), cell: ({ openedAtMs }) => when(openedAtMs) },
      ]
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={complaints}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/complaints/${id}`}
      empty={empty}
    />
  )
}
