/** Decimal digits of whatever script, full-width ones too, as ASCII; leaves everything else alone. */
export function foldEveryDigit(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
}

/** Unicode §4.6: a script's ten digits stand together, zero first. */
function digitValue(codePoint: number): number {
  let zero = codePoint
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (codePoint - zero) % 10
}

/** A text in one spelling: NFKC, then every digit as ASCII. */
export function plainDigits(text: string): string {
  return foldEveryDigit(text.normalize('NFKC'))
}

/** The same without what shows nothing (Unicode Default_Ignorable_Code_Point), half-spaces included. */
export function seenDigits(text: string): string {
  return plainDigits(text).replace(/\p{Default_Ignorable_Code_Point}/gu, '')
}
