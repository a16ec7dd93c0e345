import { describeBrowser } from '#components/format/describe-browser.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Status } from '#components/ui/status.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { OwnSession } from '#server/operators/list-own-sessions.ts'
import { endSession } from './actions.ts'

type ColumnsInput = { nowMs: number; locale: Locale; t: Translator<'me'> }

export function sessionColumns({ nowMs, locale, t }: ColumnsInput): Column<OwnSession>[] {
  const moment = (atMs: number) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
  return [
    {
      key: 'device',
      header: t('device'),
      cell: ({ userAgent }) => <bdi>{describeBrowser(userAgent) ?? t('unknown')}</bdi>,
    },
    { key: 'ip', header: t('ip'), cell: ({ ip }) => (ip ? <Code>{ip}</Code> : '—') },
    { key: 'createdAt', header: t('createdAt'), cell: ({ createdAtMs }) => moment(createdAtMs) },
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
