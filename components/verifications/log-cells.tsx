import type { ReactNode } from 'react'
import { PivotLink } from '#components/data-table/pivot-link.tsx'
import { splitMaskedPan } from '#components/format/format-card.ts'
import { Code } from '#components/ui/digits.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import { type Words, wordOf } from '#components/verifications/filter-words.ts'
import { OutcomeStatus } from '#components/verifications/outcome-status.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import type { ListedFieldName, LogFilterName, LogRow, NamedLogField } from '#server/verifications/log-fields.ts'

export type CellContext = Words & { nowMs: number; pivot: (name: string, value: string) => string }
type Draw = (row: LogRow, context: CellContext) => ReactNode

const nothing = <span className="text-ink-3">—</span>

/** Fields that are more than a word. */
const drawn: { readonly [Name in ListedFieldName]?: Draw } = {
  time: ({ atMs }, { nowMs, locale }) => <Moment atMs={atMs} as="relative-seconds" nowMs={nowMs} locale={locale} />,
  outcome: ({ outcome, reason }, { reasons }) => (
    <OutcomeStatus outcome={outcome} reason={reason} title={reasons(`${reason as Reason}.title`)} />
  ),
  card: ({ cardMasked }, { pivot, t, locale }) => (
    <PivotLink href={pivot('card', cardMasked.slice(-4))} title={t('filters.card')}>
      <MaskedCard {...splitMaskedPan(cardMasked)} locale={locale} short />
    </PivotLink>
  ),
  merchant: ({ merchantId, payeeName, terminalId }, { pivot, t }) =>
    merchantId ? (
      <PivotLink href={pivot('merchant', merchantId)} title={t('filters.merchant')}>
        {payeeName ?? <Code>{merchantId}</Code>}
      </PivotLink>
    ) : (
      <PivotLink href={pivot('terminal', terminalId)} title={t('filters.terminal')}>
        <Code>{terminalId}</Code>
      </PivotLink>
    ),
  amount: ({ amount }, { locale }) =>
    amount === null ? nothing : <Money amountRials={amount} withUnit={false} locale={locale} />,
}

export function drawCell({ name, ...field }: NamedLogField, row: LogRow, context: CellContext): ReactNode {
  const draw = drawn[name as ListedFieldName]
  if (draw) return draw(row, context)
  const value = row[field.row as keyof LogRow]
  if (value === null) return nothing
  const word = wordOf(field, String(value), context)
  if (!field.list?.pivots) return word
  return (
    <PivotLink href={context.pivot(name, String(value))} title={context.t(`filters.${name as LogFilterName}`)}>
      {word}
    </PivotLink>
  )
}
