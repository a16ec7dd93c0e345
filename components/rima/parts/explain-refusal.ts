import type { Refusal } from '#components/rima/client/refusal.ts'
import { fill, texts } from '#components/rima/texts.ts'
import { toPersianDigits } from '#domain/text/digits.ts'

type Sentences = Partial<Record<string, string>>

/** The refusal in the customer's words, with the next step. Every code has a sentence, an unknown one too. */
export function explainRefusal(refusal: Refusal): string {
  const { common, app, calls } = texts.refusals
  const code = refusal.part ? `${refusal.code}.${refusal.part}` : refusal.code
  const own = refusal.call && (calls[refusal.call] as Sentences)[code]
  const sentence = own ?? (app as Sentences)[code] ?? (common as Sentences)[code] ?? common.unexpected
  return sentence
    .replace('{n}', toPersianDigits(String(refusal.attemptsLeft ?? 0)))
    .replace('{time}', formatSpan(refusal.retryAfterSeconds ?? refusal.seconds ?? 60))
    .replace('{code}', refusal.code)
}

/** A span of time in the unit one would say it in; the sign is left to the sentence. */
export function formatSpan(seconds: number): string {
  const whole = Math.abs(Math.round(seconds))
  if (whole < 90) return fill(texts.span.seconds, { n: whole })
  if (whole < 5400) return fill(texts.span.minutes, { n: Math.round(whole / 60) })
  return fill(texts.span.hours, { n: Math.round(whole / 3600) })
}
