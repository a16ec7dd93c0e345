import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { KeptRefusal } from '#server/settings/read-refused-signatures.ts'

type RefusedSignaturesTableProps = {
  refused: readonly KeptRefusal[]
  /** The name of a client by its id. */
  nameOf: (id: string) => string | undefined
  nowMs: number
  locale: Locale
  t: Translator<'settings'>
}

/** Why requests were refused: what their caller is not told. */
export function RefusedSignaturesTable({ refused, nameOf, nowMs, locale, t }: RefusedSignaturesTableProps) {
  const columns: Column<KeptRefusal>[] = [
    {
      key: 'when',
      header: t('refused.when'),
      cell: ({ lastAtMs, times }) => (
        <div>
          <Moment atMs={lastAtMs} as="relative" nowMs={nowMs} locale={locale} />
          {times > 1 ? (
            <span className="block text-xs text-ink-3">
              {t('refused.times', { count: formatCount(times, locale) })}
            </span>
          ) : null}
        </div>
      ),
    },
    {
      key: 'who',
      header: t('refused.who'),
      cell: ({ caller, keyId }) => <Caller name={nameOf(keyId)} caller={caller} keyId={keyId} t={t} />,
    },
    {
      key: 'why',
      header: t('refused.why'),
      cell: (refusal) => <Reason refusal={refusal} locale={locale} t={t} />,
    },
    {
      key: 'call',
      header: t('refused.call'),
      cell: ({ method, path }) => (
        <bdi dir="ltr" className="text-sm break-all">
          {method} {path}
        </bdi>
      ),
    },
    {
      key: 'from',
      header: t('refused.from'),
      cell: ({ address, label }) => (
        <div>
          {address === '' ? null : <Code>{address}</Code>}
          {label === '' ? null : (
            <span className="block text-xs text-ink-3">
              {t('refused.label')} <Code>{label}</Code>
            </span>
          )}
        </div>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('refused.caption')}
      columns={columns}
      rows={refused}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('refused.empty')}>{t('refused.emptyText')}</EmptyState>}
    />
  )
}

type CallerProps = { name: string | undefined; t: Translator<'settings'> } & Pick<KeptRefusal, 'caller' | 'keyId'>

function Caller({ name, caller, keyId, t }: CallerProps) {
  const isClient = caller === 'client'
  return (
    <div>
      {isClient ? <bdi className="font-medium">{name ?? keyId}</bdi> : t(`refused.callers.${caller}`)}
      {keyId === '' ? null : (
        <span className="block text-xs text-ink-3">
          <Code className="break-all">{keyId}</Code>
        </span>
      )}
    </div>
  )
}

type ReasonProps = { refusal: KeptRefusal; locale: Locale; t: Translator<'settings'> }

function Reason({ refusal, locale, t }: ReasonProps) {
  const { reason, part } = refusal
  return (
    <div className="max-w-prose">
      {titleOf({ refusal, locale, t })}
      {part === '' ? null : (
        <>
          : <Code className="font-medium">{part}</Code>
        </>
      )}
      <span className="block text-xs text-ink-3">{t(`refused.hints.${reason}`)}</span>
    </div>
  )
}

function titleOf({ refusal: { reason, seconds }, locale, t }: ReasonProps): string {
  const length = formatDuration(seconds ?? 0, locale)
  if (reason === 'clock_skew') return t((seconds ?? 0) < 0 ? 'refused.clockBehind' : 'refused.clockAhead', { length })
  if (reason === 'expired') return t('refused.expired', { length })
  return t(`refused.reasons.${reason}`)
}
