import { toPersianDigits } from '#domain/digits.ts'
import type { Refusal } from './refusal.ts'
import { appRefusals, callRefusals, commonRefusals } from './refusal-texts.ts'

/** The refusal in the customer's words, with the next step. Every code has a sentence, an unknown one too. */
export function explainRefusal(refusal: Refusal): string {
  const code = refusal.part ? `${refusal.code}.${refusal.part}` : refusal.code
  const own = refusal.call ? callRefusals[refusal.call][code] : undefined
  const sentence = own ?? appRefusals[code] ?? commonRefusals[code] ?? commonRefusals.unexpected ?? ''
  return sentence
    .replace('{n}', toPersianDigits(String(refusal.attemptsLeft ?? 0)))
    .replace('{time}', formatSpan(refusal.retryAfterSeconds ?? refusal.seconds ?? 60))
    .replace('{code}', refusal.code)
}

/** A span as one says it: `۴۵ ثانیه`, `۵ دقیقه`, `۲ ساعت`; the sign is left to the sentence. */
export function formatSpan(seconds: number): string {
  const whole = Math.abs(Math.round(seconds))
  if (whole < 90) return toPersianDigits(`${whole} ثانیه`)
  if (whole < 5400) return toPersianDigits(`${Math.round(whole / 60)} دقیقه`)
  return toPersianDigits(`${Math.round(whole / 3600)} ساعت`)
}
