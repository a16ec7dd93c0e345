import type { Locale } from '#components/locale/locale.ts'
import { formatCsv } from '#server/format-csv.ts'
import { formatXlsx, type SheetValue } from '#server/format-xlsx.ts'

type Table = {
  /** ASCII, without its ending. */
  file: string
  title: string
  headings: readonly string[]
  rows: readonly (readonly SheetValue[])[]
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A file for the browser to keep: a workbook when `format` is `xlsx`, else CSV. */
export function fileResponse(format: string | undefined, locale: Locale, table: Table): Response {
  const { file, title, headings, rows } = table
  if (format !== 'xlsx') return attachment(`${file}.csv`, 'text/csv; charset=utf-8', formatCsv([headings, ...rows]))
  const workbook = formatXlsx({ name: title, headings, rows, isRightToLeft: locale === 'fa' })
  return attachment(`${file}.xlsx`, xlsxType, new Uint8Array(workbook))
}

function attachment(name: string, type: string, body: BodyInit): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
