import { spellOut } from '#components/format/spell-out.ts'
import '#components/activation-tokens/slip.css'
import type { ReactNode } from 'react'
import { PrintButton } from '#components/activation-tokens/print-button.tsx'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { formatShortDateTime } from '#components/format/format-instant.ts'
import { Banner } from '#components/ui/banner.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'

export type SlipFacts = {
  receiptPart: string
  institution: string
  bin: string
  last4: string
  pinKind: 'first' | 'second'
  expiresAtMs: number | null
  operatorName: string
  branchName: string | null
  nowMs: number
}

type ReceiptSlipProps = {
  slip: SlipFacts
  texts: CustomerTexts
  labels: { done: string; print: string; onceOnly: string }
}

/** The 80 mm slip: the receipt half and nothing of the other one. It is sent once and kept nowhere. */
export function ReceiptSlip({ slip, texts: t, labels }: ReceiptSlipProps) {
  const { receiptPart, bin, last4, pinKind, expiresAtMs, operatorName, branchName, nowMs } = slip
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="ok" live className="print:hidden">
        {labels.done}
      </Banner>
      <section
        aria-label={t('slip.title')}
        lang="fa"
        dir="rtl"
        className="receipt-slip mx-auto w-72 rounded-control border border-dashed border-field-line p-4 text-sm text-ink"
      >
        <p className="text-center font-bold">{slip.institution}</p>
        <p className="text-center">{t('slip.title')}</p>
        <p className="mt-3 text-center text-xs">{t('slip.part')}</p>
        <p dir="ltr" className="mt-1 text-center font-mono text-2xl font-bold tracking-widest select-all">
          <span role="img" aria-label={spellOut(receiptPart)}>
            {receiptPart.slice(0, 4)} {receiptPart.slice(4)}
          </span>
        </p>
        <dl className="mt-3 border-t border-dashed border-field-line pt-2 text-xs">
          <Line term={t('slip.card')}>
            <MaskedCard bin={bin} last4={last4} locale="fa" /> · {t(`matrix.pins.${pinKind}`)}
          </Line>
          {expiresAtMs === null ? null : (
            <Line term={t('slip.validUntil')}>{formatShortDateTime(expiresAtMs, 'fa', 'minutes')}</Line>
          )}
          <Line term={t('slip.operator')}>{operatorName}</Line>
          {branchName === null ? null : <Line term={t('slip.branch')}>{branchName}</Line>}
          <Line term={t('slip.printedAt')}>{formatShortDateTime(nowMs, 'fa')}</Line>
        </dl>
        <p className="mt-3 text-xs">{t('slip.howTo')}</p>
      </section>
      <div className="flex flex-wrap items-center justify-between gap-2 print:hidden">
        <p className="text-xs text-ink-3">{labels.onceOnly}</p>
        <PrintButton label={labels.print} />
      </div>
    </div>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-3">
      <dt>{term}</dt>
      <dd className="text-end">{children}</dd>
    </div>
  )
}
