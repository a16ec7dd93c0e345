import { useState } from 'react'
import { compareTexts } from '#components/format/compare-texts.ts'
import { Panel } from '#components/ui/panel.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type ProcessType, payeeAccountKindsOf, processTypes, takesAmount } from '#domain/verification/process-type.ts'
import { texts } from '../texts.ts'
import type { Merchant } from './payment.ts'

const t = texts.payment

/** The shop's side of the page: what the buyer would only read, the visitor may set. */
export function OrderFields({ merchants }: { merchants: readonly Merchant[] }) {
  const [processType, setProcessType] = useState<ProcessType>('purchase')
  const kinds = payeeAccountKindsOf(processType)
  const [only] = kinds
  return (
    <Panel title={t.orderTitle} padded>
      <div className="flex flex-col gap-3">
        <Select
          name="merchant"
          label={t.merchant}
          defaultValue={merchants[0]?.merchantId}
          options={merchants
            .map(({ merchantId, name }) => ({ value: merchantId, label: name }))
            .sort((a, b) => compareTexts(a.label, b.label, 'fa'))}
        />
        <Select
          name="processType"
          label={t.processType}
          defaultValue={processType}
          onChange={(event) => setProcessType(event.target.value as ProcessType)}
          options={processTypes.map((type) => ({ value: type, label: t.processTypes[type] }))}
        />
        {kinds.length > 1 ? (
          <Select
            name="accountKind"
            label={t.accountKind}
            options={kinds.map((kind) => ({ value: kind, label: t.accountKinds[kind] }))}
          />
        ) : null}
        {only ? (
          <TextField
            key={processType}
            name="account"
            label={kinds.length > 1 ? t.account : t.accountKinds[only]}
            dir="ltr"
            required
          />
        ) : null}
        {takesAmount(processType) ? (
          <>
            <TextField name="amount" label={t.amount} dir="ltr" inputMode="numeric" defaultValue="1250000" required />
            <details className="rounded-control border border-line-soft px-3 py-2">
              <summary className="text-sm font-medium text-ink-2">{t.advanced}</summary>
              <div className="pt-2">
                <TextField
                  name="presentedAmount"
                  label={t.presentedAmount}
                  description={t.advancedText}
                  dir="ltr"
                  inputMode="numeric"
                />
              </div>
            </details>
          </>
        ) : null}
      </div>
    </Panel>
  )
}
