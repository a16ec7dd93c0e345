/** Folds Persian (U+06F0–06F9) and Arabic-Indic (U+0660–0669) digits to ASCII; leaves everything else alone. */
export function foldDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
}

/** NFKC, then the decimal digits of every script as ASCII: full-width, mathematical, Devanagari and the others too. */
export function foldEveryDigit(text: string): string {
  return text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    // Unicode keeps the ten digits of a script together, in their order; two scripts' tens may touch.
    let first = code
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
    return String((code - first) % 10)
  })
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
