import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Refusal } from './refusal.ts'
import { fill, texts } from './texts.ts'

/** The refusal as a machine would say it, with what to do next; an unknown code has a sentence too. */
export function explainRefusal({ code, untilMs, fields }: Refusal, nowMs: number): string {
  const sentence = (texts.refusals as Partial<Record<string, string>>)[code] ?? texts.refusals.unexpected
  const until = untilMs === null ? '' : formatRelativeInstant({ atMs: untilMs, nowMs, locale: 'fa' })
  return fill(sentence.replace('{code}', code), { until, fields: nameFields(fields) })
}

function nameFields(fields: string[]): string {
  const names = fields.map((field) => (texts.fields as Partial<Record<string, string>>)[field] ?? texts.fields.other)
  return [...new Set(names)].join('، ')
}
