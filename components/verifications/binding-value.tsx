import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Code, Digits } from '#components/ui/digits.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DiffField } from '#components/verifications/compare-binding.ts'
import type { Binding } from '#server/verifications/read-verification.ts'

type BindingValueProps = {
  field: DiffField
  binding: Binding
  /** The name that the other side knows this merchant by, when it is the same merchant. */
  payeeName: string | null
  locale: Locale
  t: Translator<'verifications'>
}

export function BindingValue({ field, binding, payeeName, locale, t }: BindingValueProps) {
  const nothing = <span className="text-ink-3">—</span>
  switch (field) {
    case 'type':
      return binding.processType ? t(`types.${binding.processType as 'purchase'}`) : nothing
    case 'amount':
      return binding.amount === null ? nothing : <Money amountRials={binding.amount} withUnit={false} locale={locale} />
    case 'payee':
      if (binding.merchantId === null) return nothing
      return payeeName ? (
        <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
          <bdi>{payeeName}</bdi>
          <Code className="text-xs text-ink-3">{binding.merchantId}</Code>
        </span>
      ) : (
        <Code>{binding.merchantId}</Code>
      )
    case 'terminal':
      return binding.terminalId ? <Code>{binding.terminalId}</Code> : nothing
    case 'account':
      if (binding.accountMasked === null) return nothing
      return (
        <>
          {binding.accountKind ? `${t(`accountKinds.${binding.accountKind as 'card'}`)} ` : null}
          <Digits value={binding.accountMasked} locale={locale} />
        </>
      )
  }
}
