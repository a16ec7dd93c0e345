import { type RefObject, useState } from 'react'
import type { ColumnHead } from '#components/data-table/column.ts'
import { formatCopiedRows } from '#components/data-table/format-copied-rows.ts'
import type { PersonalTableLabels } from '#components/data-table/personal-table-labels.ts'
import type { ArrangedTableState } from '#components/data-table/use-arranged-table.ts'
import { formatCount } from '#components/format/format-amount.ts'
import { useLocale } from '#components/locale/locale-provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'

type CopyRowsProps = {
  table: ArrangedTableState['table']
  element: RefObject<HTMLTableElement | null>
  heads: readonly ColumnHead[]
  labels: PersonalTableLabels
}

/** Copies the selected rows as they are seen: the columns shown, in their order, in the words of the screen. */
export function CopyRows({ table, element, heads, labels }: CopyRowsProps) {
  const locale = useLocale()
  const [copiedCount, setCopiedCount] = useState(0)
  const selected = table.getRowModel().rows.flatMap((row, index) => (row.getIsSelected() ? [index] : []))
  const copy = async (): Promise<void> => {
    const drawn = element.current?.tBodies[0]?.rows
    // biome-ignore lint/performance/useDomNodeTextContent: only the layout knows where one part of a cell ends
    const lines = selected.map((index) => [...(drawn?.[index]?.cells ?? [])].map((cell) => cell.innerText))
    await navigator.clipboard.writeText(formatCopiedRows([heads.map(({ header }) => header), ...lines]))
    setCopiedCount(selected.length)
  }
  const isCopied = copiedCount > 0 && copiedCount === selected.length
  return (
    <>
      <Button size="small" disabled={selected.length === 0} onClick={() => void copy()}>
        <Icon name={isCopied ? 'check' : 'copy'} sizePixels={13} />
        {`${labels.copy} (${formatCount(selected.length, locale)})`}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? labels.copied : ''}
      </span>
    </>
  )
}
