import { formatCount, formatRials } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Figures } from '#components/ui/figures.tsx'

type MoneyProps = { amountRials: number; locale: Locale; withUnit?: boolean; className?: string }

export function Money({ amountRials, locale, withUnit = true, className = '' }: MoneyProps) {
  return (
    <bdi className={`whitespace-nowrap ${className}`}>
      <Figures text={withUnit ? formatRials(amountRials, locale) : formatCount(amountRials, locale)} />
    </bdi>
  )
}
