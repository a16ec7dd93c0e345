import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'

/** Figures that read left to right whatever stands around them: ids, references, codes of places. */
export function Digits({ value, locale, className = '' }: { value: string; locale: Locale; className?: string }) {
  return (
    <bdi dir="ltr" className={`whitespace-nowrap figures ${className}`}>
      {localizeDigits(value, locale)}
    </bdi>
  )
}

/** Latin letters and figures kept as they are: device models, merchant and terminal ids. */
export function Code({ children, className = '' }: { children: string; className?: string }) {
  return (
    <bdi dir="ltr" className={`tabular-nums ${className}`}>
      {children}
    </bdi>
  )
}
