import { plainDigits } from '#domain/text/fold-every-digit.ts'
import { searchKey } from '#domain/text/text-folding.ts'

/** What people write beside a number to say what it is. */
const labelWords = {
  any: 'شماره ی کد شناسه ش no number num code id my his her is of the من ام هست است صاحب دارنده خط',
  mobile: 'موبایل موبایلم همراه تلفن تلفنم گوشی گوشیم تماس mobile phone cell tel',
  nationalId: 'ملی کدملی شمارهملی national nationalid nid meli melli',
  card: 'کارت کارتم بانکی شبکه card pan bank',
  customerNumber: 'مشتری customer',
  code: 'رمز پویا یکبار مصرف تایید فعال سازی فعالسازی پیامک پیامکی dynamic password otp verification sms',
  reference: 'پیگیری رهگیری مرجع ارجاع تراکنش شکایت rrn ref reference trace tracking complaint',
} as const
export type NumberLabel = Exclude<keyof typeof labelWords, 'any'>

const labelsOf = new Map<string, NumberLabel | 'any'>(
  Object.entries(labelWords).flatMap(([label, words]) =>
    words.split(' ').map((word) => [word, label as NumberLabel | 'any'] as const),
  ),
)

/** Where two stand together, the later says whose it is: «کارت ملی», «موبایل صاحب کارت», «کد ملی مشتری». */
const precedence = ['nationalId', 'mobile', 'reference', 'code', 'card', 'customerNumber'] as const

export type LabelledDigits = { digits: string; label: NumberLabel | null }

/**
 * The one number that a text is: its digits of any script as ASCII, whatever signs part or surround them, and what the
 * words beside it say that it is («کد ملی ۹۹۷…»). Null where another word, or no digit, stands in it.
 */
export function readLabelledDigits(text: string): LabelledDigits | null {
  const parts = searchKey(plainDigits(text)).match(/\p{L}+|[0-9]+/gu) ?? []
  const labels = parts.filter((part) => !/[0-9]/.test(part)).map((word) => labelsOf.get(word))
  const digits = parts.filter((part) => /[0-9]/.test(part)).join('')
  if (digits === '' || labels.includes(undefined)) return null
  return { digits, label: precedence.find((label) => labels.includes(label)) ?? null }
}

/** The digits of a number typed, pasted or read out as a `label`; null where it says to be something else. */
export function readTypedDigits(text: string, label: NumberLabel): string | null {
  const read = readLabelledDigits(text)
  return read === null || (read.label !== null && read.label !== label) ? null : read.digits
}

/** A code as typed, pasted or read out of its SMS; what holds another word comes back as it is, to be told as wrong. */
export function readTypedCode(text: string): string {
  return readTypedDigits(text, 'code') ?? plainDigits(text).trim()
}
