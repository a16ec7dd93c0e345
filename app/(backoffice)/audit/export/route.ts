import { answerOrRefuse, readFields } from '#app/(backoffice)/answer-or-refuse.ts'
import { readAuditQuery } from '#app/(backoffice)/audit/search-params.ts'
import { fileResponse } from '#app/(backoffice)/file-response.ts'
import { ask } from '#app/ask.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import { isFromOwnSite } from '#app/own-site.ts'
import { readOperatorContext } from '#app/request.ts'
import { actionWord } from '#components/audit/action-word.ts'
import { formatShortDateTime } from '#components/format/format-instant.ts'
import { formatTypedInstant } from '#components/verifications/typed-instant.ts'
import type { Role } from '#domain/operator/permission.ts'
import { type AuditFileName, type AuditListRow, listedAuditFields } from '#server/audit/audit-fields.ts'
import { AUDIT_EXPORT_ROWS_MAX } from '#server/audit/export-audit-events.ts'
import type { CsvValue } from '#server/format-csv.ts'

const columns = listedAuditFields
  .flatMap(({ name, row, file }) =>
    file ? [{ name: name as AuditFileName, row: row as keyof AuditListRow, ...file }] : [],
  )
  .toSorted((a, b) => a.column - b.column)

/** The events the list shows, as a file. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromOwnSite(request.headers)) return new Response(null, { status: 403 })
  return await answerOrRefuse(async () => {
    const [ctx, locale] = await Promise.all([readOperatorContext(), readLocale()])
    const [t, shell] = await Promise.all([getTranslator('audit'), getTranslator('shell')])
    const fields = await readFields(request)
    const { query } = readAuditQuery(fields, ctx.nowMs)
    const { rows, isCapped } = await ask('export-audit-events', { ...query, reason: fields.reason_given ?? '' })
    const say: Readonly<Record<NonNullable<(typeof columns)[number]['as']>, (value: unknown) => string>> = {
      instant: (value) => formatShortDateTime(Number(value), locale),
      action: (value) => actionWord(String(value), t),
      role: (value) => shell(`roles.${value as Role}`),
      json: (value) => JSON.stringify(value),
    }
    const lineOf = (row: AuditListRow): CsvValue[] =>
      columns.map(({ row: property, as }) => {
        const value = row[property]
        return value === null || as === undefined ? (value as CsvValue) : say[as](value)
      })
    const note = isCapped ? [[t('export.cappedRow', { max: AUDIT_EXPORT_ROWS_MAX })]] : []
    const file = `audit-${formatTypedInstant(ctx.nowMs, 'en').replace(/[^0-9]/g, '')}`
    const headings = columns.map(({ name }) => t(`columns.${name}`))
    return fileResponse(fields.format, locale, {
      file,
      title: t('title'),
      headings,
      rows: [...rows.map(lineOf), ...note],
    })
  })
}
