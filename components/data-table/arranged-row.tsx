import type { ColumnHead } from '#components/data-table/column.ts'
import type { DrawnRow } from '#components/data-table/personal-table.ts'
import type { PersonalTableLabels } from '#components/data-table/personal-table-labels.ts'
import { RowCheckbox } from '#components/data-table/row-checkbox.tsx'
import { BodyCell, RowLink, TableRow } from '#components/data-table/table-parts.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { useLocale } from '#components/locale/locale-provider.tsx'

type ArrangedRowProps = {
  row: DrawnRow
  heads: readonly ColumnHead[]
  linkKey: string | undefined
  /** Null where rows are not being selected. */
  selection: { place: number; isSelected: boolean; select: (isSelected: boolean) => void } | null
  labels: PersonalTableLabels
}

/** The link stays with its column, wherever the person has put that. */
export function ArrangedRow({ row, heads, linkKey, selection, labels }: ArrangedRowProps) {
  return (
    <TableRow current={row.isCurrent}>
      {heads.map((column) => (
        <BodyCell key={column.key} column={column}>
          {column.key === linkKey ? <LinkCell {...{ row, linkKey, selection, labels }} /> : row.cells[column.key]}
        </BodyCell>
      ))}
    </TableRow>
  )
}

type LinkCellProps = Omit<ArrangedRowProps, 'heads' | 'linkKey'> & { linkKey: string }

function LinkCell({ row, linkKey, selection, labels }: LinkCellProps) {
  const locale = useLocale()
  const link = <RowLink href={row.href}>{row.cells[linkKey]}</RowLink>
  if (selection === null) return link
  return (
    <span className="inline-flex items-center">
      <RowCheckbox
        label={`${labels.selectRow} ${formatCount(selection.place, locale)}`}
        isChecked={selection.isSelected}
        onChange={selection.select}
      />
      {link}
    </span>
  )
}
