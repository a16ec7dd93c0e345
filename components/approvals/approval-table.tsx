import type { ReactNode } from 'react'
import { ApprovalState } from '#components/approvals/approval-state.tsx'
import { type ApprovalTexts, actTitle, saySubject } from '#components/approvals/approval-words.ts'
import { TimeLeft } from '#components/approvals/time-left.tsx'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

type ApprovalTableProps = {
  rows: readonly ApprovalView[]
  caption: string
  hrefOf: (id: string) => string
  openId: string | null
  nowMs: number
  /** Of the reader's own requests the other person is who answered. */
  isOwnList: boolean
  texts: ApprovalTexts
  empty: { title: string; text: string }
}

/** What is asked, of whom and by whom; a row opens the request beside the list. */
export function ApprovalTable(props: ApprovalTableProps) {
  const { rows, caption, hrefOf, openId, empty } = props
  return (
    <DataTable
      caption={caption}
      columns={columnsOf(props)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => hrefOf(id)}
      isCurrent={({ id }) => id === openId}
      empty={<EmptyState title={empty.title}>{empty.text}</EmptyState>}
    />
  )
}

function columnsOf({ nowMs, texts, isOwnList }: ApprovalTableProps): Column<ApprovalView>[] {
  const { t, shell, locale } = texts
  return [
    {
      key: 'what',
      header: t('columns.what'),
      cell: (row) => <What approval={row} texts={texts} />,
    },
    {
      key: 'other',
      header: t(isOwnList ? 'facts.checker' : 'columns.maker'),
      cell: (row) => <Name person={isOwnList ? row.checker : row.maker} shell={shell} />,
    },
    {
      key: 'requested',
      header: t('columns.requested'),
      cell: ({ requestedAtMs }) => <Moment atMs={requestedAtMs} as="relative" nowMs={nowMs} locale={locale} />,
    },
    {
      key: 'state',
      header: t('columns.state'),
      cell: (row) => (
        <span className="flex flex-col items-start gap-0.5 max-md:items-end">
          <ApprovalState approval={row} nowMs={nowMs} t={t} />
          <Quiet>
            {row.state === 'open' ? (
              <TimeLeft expiresAtMs={row.expiresAtMs} nowMs={nowMs} t={t} />
            ) : row.decidedAtMs === null ? null : (
              <Moment atMs={row.decidedAtMs} as="relative" nowMs={nowMs} locale={locale} />
            )}
          </Quiet>
        </span>
      ),
    },
  ]
}

function What({ approval, texts }: { approval: ApprovalView; texts: ApprovalTexts }) {
  const parts = [approval.customerName, saySubject(approval, texts)].filter((part) => part !== null)
  return (
    <span className="flex flex-col max-md:items-end max-md:text-end">
      {actTitle(approval.act, texts.t)}
      <span className="text-xs font-normal text-ink-3">
        {parts.map((part, place) => (
          <span key={part}>
            {place > 0 ? ' · ' : null}
            <bdi>{part}</bdi>
          </span>
        ))}
      </span>
    </span>
  )
}

function Name({ person, shell }: { person: ApprovalView['checker']; shell: ApprovalTexts['shell'] }) {
  if (person === null) return <span className="text-ink-3">—</span>
  return (
    <span className="flex flex-col max-md:items-end">
      <span>
        <bdi>{person.name}</bdi>
      </span>
      <Quiet>{shell(`roles.${person.role}`)}</Quiet>
    </span>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-xs text-ink-3">{children}</span>
}
