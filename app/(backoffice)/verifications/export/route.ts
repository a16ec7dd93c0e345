import { answerOrRefuse, readFields } from '#app/(backoffice)/answer-or-refuse.ts'
import { fileResponse } from '#app/(backoffice)/file-response.ts'
import { readLogQuery } from '#app/(backoffice)/verifications/search-params.ts'
import { ask } from '#app/ask.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import { isFromOwnSite } from '#app/own-site.ts'
import { readOperatorContext } from '#app/request.ts'
import { formatShortDateTime } from '#components/format/format-instant.ts'
import type { Translator } from '#components/locale/translator.ts'
import { type Words, wordOfChoice } from '#components/verifications/filter-words.ts'
import { formatTypedInstant } from '#components/verifications/typed-instant.ts'
import type { CsvValue } from '#server/format-csv.ts'
import { EXPORT_ROWS_MAX } from '#server/verifications/export-verifications.ts'
import { type LogFileHeading, type LogRow, listedLogFields } from '#server/verifications/log-fields.ts'

/** The rows the log shows, as a file. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromOwnSite(request.headers)) return new Response(null, { status: 403 })
  return await answerOrRefuse(async () => {
    const [ctx, locale] = await Promise.all([readOperatorContext(), readLocale()])
    const [t, reasons] = await Promise.all([getTranslator('verifications'), getTranslator('reasons')])
    const { reason_given: reason = '', format, ...search } = await readFields(request)
    const { window, filters } = readLogQuery(search, ctx.nowMs)
    const { rows, isCapped } = await ask('export-verifications', { window, filters, reason })
    const lines = rows.map((row) => lineOf(row, { t, reasons, locale }))
    const note = isCapped ? [[t('export.cappedRow', { max: EXPORT_ROWS_MAX })]] : []
    const file = `verifications-${formatTypedInstant(ctx.nowMs, 'en').replace(/[^0-9]/g, '')}`
    return fileResponse(format, locale, { file, title: t('title'), headings: headings(t), rows: [...lines, ...note] })
  })
}

const columns = listedLogFields
  .flatMap(({ file, ...field }) => (file ? [{ ...field, ...file }] : []))
  .toSorted((a, b) => a.column - b.column)

function headings(t: Translator<'verifications'>): string[] {
  return columns.map(({ name, heading = name }) => t(`columns.${heading as LogFileHeading}`))
}

function lineOf(row: LogRow, { t, reasons, locale }: Words): CsvValue[] {
  return columns.map(({ row: property, words, as }) => {
    const value = row[property as keyof LogRow] as CsvValue
    if (value === null) return null
    if (as === 'instant') return formatShortDateTime(Number(value), locale)
    return words ? wordOfChoice(words, String(value), { t, reasons }) : value
  })
}
