import type { Column } from '#components/data-table/column.ts'
import { Status } from '#components/ui/status.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { OwnSession } from '#server/operators/list-own-sessions.ts'
import { endSession } from './actions.ts'
import { browserColumns, type ColumnsInput, showMoment } from './browser-columns.tsx'

export function sessionColumns(input: ColumnsInput): Column<OwnSession>[] {
  const { t } = input
  const moment = showMoment(input)
  return [
    ...browserColumns<OwnSession>(input, { ip: t('ip'), createdAt: t('createdAt') }),
    { key: 'lastSeenAt', header: t('lastSeenAt'), cell: ({ lastSeenAtMs }) => moment(lastSeenAtMs) },
    {
      key: 'end',
      header: t('end'),
      headerHidden: true,
      align: 'end',
      cell: ({ id, isThisOne }) =>
        isThisOne ? (
          <Status tone="ok">{t('thisOne')}</Status>
        ) : (
          <form action={endSession.bind(null, id)}>
            <SubmitButton variant="danger-quiet" size="small" pendingLabel={t('pending')}>
              {t('end')}
            </SubmitButton>
          </form>
        ),
    },
  ]
}
