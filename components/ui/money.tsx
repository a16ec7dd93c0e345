import { formatCount, formatRials } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'

type MoneyProps = { amountRials: number; locale: Locale; withUnit?: boolean; className?: string }

export function Money({ amountRials, locale, withUnit = true, className = '' }: MoneyProps) {
  return (
    <bdi className={`whitespace-nowrap tabular-nums ${className}`}>
      {withUnit ? formatRials(amountRials, locale) : formatCount(amountRials, locale)}
    </bdi>
  )
}
