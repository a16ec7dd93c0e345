import type { ColumnHead } from '#components/data-table/column.ts'
import type { Translator } from '#components/locale/translator.ts'

export type ColumnLabels = { earlier: string; later: string; narrower: string; wider: string }
export type PersonalTableLabels = {
  columns: string
  alwaysShown: string
  byColumn: Readonly<Record<string, ColumnLabels>>
  /** «2 of 6», by place. */
  places: readonly string[]
  density: string
  densities: { comfortable: string; compact: string }
  reset: string
  close: string
  select: string
  selectAll: string
  selectRow: string
  copy: string
  copied: string
}

export function labelPersonalTable(columns: readonly ColumnHead[], t: Translator<'table'>): PersonalTableLabels {
  const labelColumn = ({ header: column }: ColumnHead): ColumnLabels => ({
    earlier: t('earlier', { column }),
    later: t('later', { column }),
    narrower: t('narrower', { column }),
    wider: t('wider', { column }),
  })
  return {
    columns: t('columns'),
    alwaysShown: t('alwaysShown'),
    byColumn: Object.fromEntries(columns.map((column) => [column.key, labelColumn(column)])),
    places: columns.map((_, index) => t('place', { place: index + 1, count: columns.length })),
    density: t('density'),
    densities: { comfortable: t('comfortable'), compact: t('compact') },
    reset: t('reset'),
    close: t('close'),
    select: t('select'),
    selectAll: t('selectAll'),
    selectRow: t('selectRow'),
    copy: t('copy'),
    copied: t('copied'),
  }
}
