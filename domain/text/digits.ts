/** Folds Persian (U+06F0–06F9) and Arabic-Indic (U+0660–0669) digits to ASCII; leaves everything else alone. */
export function foldDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
}

/** Writes every digit of a text, of whichever of the three scripts, as a Persian digit. */
export function toPersianDigits(text: string): string {
  return foldDigits(text).replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0x30 + 0x06f0))
}

/** Groups whole rials (0…2⁵³−1) in threes by `٬` (U+066C), in ASCII digits. Throws RangeError on anything else. */
export function groupRials(amountRials: number): string {
  if (!Number.isSafeInteger(amountRials) || amountRials < 0) throw new RangeError('amountRials must be whole and ≥ 0')
  return String(amountRials).replace(/\B(?=(\d{3})+$)/g, '٬')
}

/** `1250000` → `۱٬۲۵۰٬۰۰۰ ریال`. */
export function persianRials(amountRials: number): string {
  return `${toPersianDigits(groupRials(amountRials))} ریال`
}
