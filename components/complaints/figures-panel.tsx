import type { ReactNode } from 'react'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Panel } from '#components/ui/panel.tsx'
import type { ComplaintFigures } from '#server/complaints/read-complaint-figures.ts'

type FiguresPanelProps = { figures: readonly ComplaintFigures[]; locale: Locale; t: ComplaintTexts }

/** How complaints were answered lately: together at a glance, kind by kind when opened. */
export function FiguresPanel({ figures, locale, t }: FiguresPanelProps) {
  const all = figures.find(({ kind }) => kind === null)
  const kinds = figures.filter(({ kind }) => kind !== null).sort((a, b) => b.opened - a.opened)
  const length = (seconds: number | null): string =>
    seconds === null ? t('figures.none') : formatDuration(seconds, locale)
  const count = (value: number): string => formatCount(value, locale)
  if (!all) return null
  return (
    <Panel title={t('figures.title')} className="mt-4">
      <dl className="flex flex-wrap gap-x-8 gap-y-3 px-4 py-3">
        <Figure term={t('figures.median')}>{length(all.medianSeconds)}</Figure>
        <Figure term={t('figures.mean')}>{length(all.meanSeconds)}</Figure>
        <Figure term={t('figures.opened')}>{count(all.opened)}</Figure>
        <Figure term={t('figures.answered')}>{count(all.answered)}</Figure>
        <Figure term={t('figures.open')}>{count(all.open)}</Figure>
        <Figure term={t('figures.overdue')} isBad={all.overdue > 0}>
          {count(all.overdue)}
        </Figure>
      </dl>
      {kinds.length > 0 ? (
        <details className="border-t border-line-soft">
          <summary className="cursor-pointer px-4 py-2 text-sm text-ink-2 hover:text-ink">
            {t('figures.byKind')}
          </summary>
          <DataTable
            caption={t('figures.byKind')}
            columns={columnsOf({ t, count, length })}
            rows={kinds}
            rowKey={({ kind }) => kind ?? ''}
            empty={null}
          />
        </details>
      ) : null}
    </Panel>
  )
}

function Figure({ term, children, isBad = false }: { term: string; children: ReactNode; isBad?: boolean }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{term}</dt>
      <dd className={`font-semibold ${isBad ? 'text-bad' : ''}`}>{children}</dd>
    </div>
  )
}

type Words = { t: ComplaintTexts; count: (value: number) => string; length: (seconds: number | null) => string }

function columnsOf({ t, count, length }: Words): Column<ComplaintFigures>[] {
  return [
    { key: 'kind', header: t('figures.kind'), cell: ({ kind }) => kind && t(`kinds.${kind}`) },
    { key: 'opened', header: t('figures.opened'), align: 'number', cell: ({ opened }) => count(opened) },
    { key: 'answered', header: t('figures.answered'), align: 'number', cell: ({ answered }) => count(answered) },
    { key: 'median', header: t('figures.median'), cell: ({ medianSeconds }) => length(medianSeconds) },
    { key: 'mean', header: t('figures.mean'), cell: ({ meanSeconds }) => length(meanSeconds) },
    { key: 'open', header: t('figures.open'), align: 'number', cell: ({ open }) => count(open) },
    {
      key: 'overdue',
      header: t('figures.overdue'),
      align: 'number',
      cell: ({ overdue }) => <span className={overdue > 0 ? 'text-bad' : ''}>{count(overdue)}</span>,
    },
  ]
}
