import type { Column } from '#components/data-table/column.ts'
import type { EndedSessionRow } from '#server/operators/read-own-account.ts'
import { browserColumns, type ColumnsInput, showMoment } from './browser-columns.tsx'

export function endedSessionColumns(input: ColumnsInput): Column<EndedSessionRow>[] {
  const { t } = input
  const moment = showMoment(input)
  return [
    ...browserColumns<EndedSessionRow>(input, { ip: t('ip'), createdAt: t('createdAt') }),
    { key: 'endedAt', header: t('ended.at'), cell: ({ endedAtMs }) => moment(endedAtMs) },
    { key: 'why', header: t('ended.why'), cell: ({ reason }) => t(`ended.reasons.${reason}`) },
  ]
}
