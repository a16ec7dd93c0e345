import type { Column } from '#components/data-table/column.ts'
import { DataTable, type DataTableProps } from '#components/data-table/data-table.tsx'
import { splitMaskedPan } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import { OutcomeStatus } from '#components/verifications/outcome-status.tsx'
import { PivotLink } from '#components/verifications/pivot-link.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import type { LogRow } from '#server/verifications/list-verifications.ts'

export type LogTableProps = {
  rows: readonly LogRow[]
  params: LogParams
  /** Where to go to see more when nothing is here; nothing without filters. */
  clearHref?: string | null
  nowMs: number
  locale: Locale
  t: Translator<'verifications'>
  reasons: Translator<'reasons'>
}

export function LogTable(props: LogTableProps) {
  return <DataTable {...describeLogTable(props)} />
}

/** The rows of the log as every table draws them, arranged by a person or not. */
export function describeLogTable(props: LogTableProps): Required<DataTableProps<LogRow>> {
  const { rows, params, clearHref, t } = props
  return {
    caption: t('caption'),
    columns: columnsOf(props),
    rows,
    rowKey: ({ id }) => id,
    rowHref: ({ id }) => logHref(params, { ...placeOf(params), open: id }),
    isCurrent: ({ id }) => id === params.open,
    empty: clearHref ? (
      <EmptyState title={t('empty.title')} action={<LinkButton href={clearHref}>{t('empty.action')}</LinkButton>}>
        {t('empty.text')}
      </EmptyState>
    ) : (
      <EmptyState title={t('empty.titleOfRange')}>{t('empty.textOfRange')}</EmptyState>
    ),
  }
}

function placeOf({ before, after }: LogParams): Record<string, string | null> {
  return { before: before ?? null, after: after ?? null }
}

function columnsOf({ params, nowMs, locale, t, reasons }: LogTableProps): Column<LogRow>[] {
  const pivot = (name: string, value: string): string => logHref(params, { [name]: value })
  return [
    {
      key: 'time',
      header: t('columns.time'),
      cell: ({ atMs }) => <Moment atMs={atMs} as="relative-seconds" nowMs={nowMs} locale={locale} />,
    },
    {
      key: 'result',
      header: t('columns.result'),
      cell: ({ outcome, reason }) => (
        <OutcomeStatus outcome={outcome} reason={reason} title={reasons(`${reason as Reason}.title`)} />
      ),
    },
    {
      key: 'card',
      header: t('columns.card'),
      cell: ({ cardMasked }) => (
        <PivotLink href={pivot('card', cardMasked.slice(-4))} title={t('filters.card')}>
          <MaskedCard {...splitMaskedPan(cardMasked)} locale={locale} short />
        </PivotLink>
      ),
    },
    {
      key: 'method',
      header: t('columns.method'),
      cell: ({ method }) => (method ? t(`methods.${method}`) : <span className="text-ink-3">—</span>),
    },
    {
      key: 'merchant',
      header: t('columns.merchant'),
      cell: (row) => <Place row={row} pivot={pivot} t={t} />,
    },
    {
      key: 'amount',
      header: t('columns.amount'),
      align: 'number',
      cell: ({ amount }) =>
        amount === null ? (
          <span className="text-ink-3">—</span>
        ) : (
          <Money amountRials={amount} withUnit={false} locale={locale} />
        ),
    },
  ]
}

type PlaceProps = { row: LogRow; pivot: (name: string, value: string) => string; t: Translator<'verifications'> }

function Place({ row: { merchantId, payeeName, terminalId }, pivot, t }: PlaceProps) {
  return merchantId ? (
    <PivotLink href={pivot('merchant', merchantId)} title={t('filters.merchant')}>
      {payeeName ?? <Code>{merchantId}</Code>}
    </PivotLink>
  ) : (
    <PivotLink href={pivot('terminal', terminalId)} title={t('filters.terminal')}>
      <Code>{terminalId}</Code>
    </PivotLink>
  )
}
