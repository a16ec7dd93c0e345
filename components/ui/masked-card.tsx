import { formatCardTail, formatMaskedPan } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'

type MaskedCardProps = { bin: string; last4: string; locale: Locale; short?: boolean; className?: string }

export function MaskedCard({ bin, last4, locale, short = false, className = '' }: MaskedCardProps) {
  return (
    <bdi dir="ltr" className={`whitespace-nowrap figures ${className}`}>
      {short ? formatCardTail(last4, locale) : formatMaskedPan({ bin, last4 }, locale)}
    </bdi>
  )
}
