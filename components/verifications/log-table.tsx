import type { Column } from '#components/data-table/column.ts'
import { DataTable, type DataTableProps } from '#components/data-table/data-table.tsx'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { drawCell } from '#components/verifications/log-cells.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import type { LogListHeading, LogRow, NamedLogField } from '#server/verifications/log-fields.ts'

export type LogTableProps = {
  rows: readonly LogRow[]
  fields: readonly NamedLogField[]
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

function columnsOf({ fields, params, t, ...context }: LogTableProps): Column<LogRow>[] {
  const pivot = (name: string, value: string): string => logHref(params, { [name]: value })
  return fields
    .flatMap(({ list, ...field }) => (list ? [{ ...field, list }] : []))
    .toSorted((a, b) => a.list.column - b.list.column)
    .map((field) => {
      const key = (field.list.heading ?? field.name) as LogListHeading
      return {
        key,
        header: t(`columns.${key}`),
        align: field.list.align,
        isHiddenAtFirst: field.list.isHidden,
        cell: (row) => drawCell(field, row, { ...context, t, pivot }),
      }
    })
}
