import type { ReactNode } from 'react'
import type { Column } from '#components/data-table/column.ts'
import { describeBrowser } from '#components/format/describe-browser.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'

export type ColumnsInput = { nowMs: number; locale: Locale; t: Translator<'me'> }
type OfBrowser = { userAgent: string | null; ip: string | null; createdAtMs: number }

export function showMoment({ nowMs, locale }: ColumnsInput): (atMs: number) => ReactNode {
  return (atMs) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
}

/** Which browser, from where and since when: what every list about one's own sign-ins begins with. */
export function browserColumns<Row extends OfBrowser>(
  input: ColumnsInput,
  headers: { ip: string; createdAt: string },
): Column<Row>[] {
  const { t } = input
  const moment = showMoment(input)
  return [
    {
      key: 'device',
      header: t('device'),
      cell: ({ userAgent }) => <bdi>{describeBrowser(userAgent) ?? t('unknown')}</bdi>,
    },
    { key: 'ip', header: headers.ip, cell: ({ ip }) => (ip ? <Code>{ip}</Code> : '—') },
    { key: 'createdAt', header: headers.createdAt, cell: ({ createdAtMs }) => moment(createdAtMs) },
  ]
}
