import type { Locale } from '#components/locale/locale.ts'
import { Digits } from '#components/ui/digits.tsx'

/** As the channel answers it, masked (`0912***4567`), or whole after an audited reveal. */
export function MobileNumber({ mobile, locale }: { mobile: string; locale: Locale }) {
  return <Digits value={mobile} locale={locale} />
}
