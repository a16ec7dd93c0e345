import { describeBrowser } from '#components/format/describe-browser.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { EndedSessionRow } from '#server/operators/read-own-account.ts'

type ColumnsInput = { nowMs: number; locale: Locale; t: Translator<'me'> }

export function endedSessionColumns({ nowMs, locale, t }: ColumnsInput): Column<EndedSessionRow>[] {
  const moment = (atMs: number) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
  return [
    {
      key: 'device',
      header: t('device'),
      cell: ({ userAgent }) => <bdi>{describeBrowser(userAgent) ?? t('unknown')}</bdi>,
    },
    { key: 'ip', header: t('ip'), cell: ({ ip }) => (ip ? <Code>{ip}</Code> : '—') },
    { key: 'createdAt', header: t('createdAt'), cell: ({ createdAtMs }) => moment(createdAtMs) },
    { key: 'endedAt', header: t('ended.at'), cell: ({ endedAtMs }) => moment(endedAtMs) },
    { key: 'why', header: t('ended.why'), cell: ({ reason }) => t(`ended.reasons.${reason}`) },
  ]
}
