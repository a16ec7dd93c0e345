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
import { AUDIT_EXPORT_ROWS_MAX } from '#server/audit/export-audit-events.ts'
import type { AuditListRow } from '#server/audit/list-audit-events.ts'
import type { CsvValue } from '#server/format-csv.ts'

const columns = [
  'time',
  'action',
  'operator',
  'role',
  'branch',
  'customer',
  'reason',
  'proof',
  'ip',
  'subject',
  'details',
  'request',
  'id',
] as const

/** The events the list shows, as a file. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromOwnSite(request.headers)) return new Response(null, { status: 403 })
  return await answerOrRefuse(async () => {
    const [ctx, locale] = await Promise.all([readOperatorContext(), readLocale()])
    const [t, shell] = await Promise.all([getTranslator('audit'), getTranslator('shell')])
    const fields = await readFields(request)
    const { query } = readAuditQuery(fields, ctx.nowMs)
    const { rows, isCapped } = await ask('export-audit-events', { ...query, reason: fields.reason_given ?? '' })
    const lineOf = (row: AuditListRow): CsvValue[] => [
      formatShortDateTime(row.atMs, locale),
      actionWord(row.action, t),
      row.actorName,
      row.actorRole && shell(`roles.${row.actorRole as Role}`),
      row.branchName,
      row.customerName,
      row.reason,
      row.proof,
      row.ip,
      row.subjectId,
      JSON.stringify(row.data),
      row.requestId,
      row.id,
    ]
    const note = isCapped ? [[t('export.cappedRow', { max: AUDIT_EXPORT_ROWS_MAX })]] : []
    const file = `audit-${formatTypedInstant(ctx.nowMs, 'en').replace(/[^0-9]/g, '')}`
    const headings = columns.map((each) => t(`columns.${each}`))
    return fileResponse(fields.format, locale, {
      file,
      title: t('title'),
      headings,
      rows: [...rows.map(lineOf), ...note],
    })
  })
}
