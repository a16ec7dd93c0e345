import { describeBrowser } from '#components/format/describe-browser.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { KnownDeviceRow } from '#server/operators/read-own-account.ts'
import { forgetDevice } from './actions.ts'

type ColumnsInput = { nowMs: number; locale: Locale; t: Translator<'me'> }

export function knownDeviceColumns({ nowMs, locale, t }: ColumnsInput): Column<KnownDeviceRow>[] {
  const moment = (atMs: number) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
  return [
    {
      key: 'device',
      header: t('device'),
      cell: ({ userAgent }) => <bdi>{describeBrowser(userAgent) ?? t('unknown')}</bdi>,
    },
    { key: 'ip', header: t('known.lastIp'), cell: ({ ip }) => (ip ? <Code>{ip}</Code> : '—') },
    { key: 'createdAt', header: t('known.since'), cell: ({ createdAtMs }) => moment(createdAtMs) },
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
