import type { Column } from '#components/data-table/column.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { KnownDeviceRow } from '#server/operators/read-own-account.ts'
import { forgetDevice } from './actions.ts'
import { browserColumns, type ColumnsInput, showMoment } from './browser-columns.tsx'

export function knownDeviceColumns(input: ColumnsInput): Column<KnownDeviceRow>[] {
  const { t } = input
  const moment = showMoment(input)
  return [
    ...browserColumns<KnownDeviceRow>(input, { ip: t('known.lastIp'), createdAt: t('known.since') }),
    { key: 'lastUsedAt', header: t('known.lastSignIn'), cell: ({ lastUsedAtMs }) => moment(lastUsedAtMs) },
    {
      key: 'forget',
      header: t('known.forget'),
      headerHidden: true,
      align: 'end',
      cell: ({ id }) => (
        <form action={forgetDevice.bind(null, id)}>
          <SubmitButton variant="danger-quiet" size="small" pendingLabel={t('pending')}>
            {t('known.forget')}
          </SubmitButton>
        </form>
      ),
    },
  ]
}
