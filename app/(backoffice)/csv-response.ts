import { type CsvValue, formatCsv } from '#server/format-csv.ts'

/** A file for the browser to keep; `name` is ASCII. */
export function csvResponse(name: string, rows: readonly (readonly CsvValue[])[]): Response {
  return new Response(formatCsv(rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
