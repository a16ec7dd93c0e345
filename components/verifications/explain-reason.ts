import { localizeDigits } from '#components/format/digits.ts'
import { formatRials } from '#components/format/format-amount.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Reason } from '#domain/reason/reason.ts'

export type ReasonTexts = { title: string; explanation: string; nextStep: string; script: string }
type Bound = { amount?: number | null; processType?: string | null }
type Explained = { reason: string; details: Record<string, unknown>; nowMs: number; locale: Locale }
type FactName =
  | 'secondsLate'
  | 'driftSteps'
  | 'askedAmount'
  | 'presentedAmount'
  | 'askedProcessType'
  | 'presentedProcessType'
  | 'until'
  | 'part'
  | 'seconds'
  | 'skewSeconds'
type Words = { reasons: Translator<'reasons'>; typeName: (processType: string) => string }

/** What the catalogue says of a reason, with this verification's own figures in it. */
export function explainReason({ reason, ...facts }: Explained, { reasons, typeName }: Words): ReasonTexts {
  const values = factValues(facts, typeName)
  const say = (part: keyof ReasonTexts): string => reasons(`${reason as Reason}.${part}`, values)
  return { title: say('title'), explanation: say('explanation'), nextStep: say('nextStep'), script: say('script') }
}

/** The figures that the catalogue's texts may name, as they are shown. */
export function factValues(
  { details, nowMs, locale }: Omit<Explained, 'reason'>,
  typeName: Words['typeName'],
): Record<FactName, string> {
  const asked = (details.asked ?? {}) as Bound
  const presented = (details.presented ?? {}) as Bound
  const figure = (value: unknown): string => localizeDigits(String(value ?? 0), locale)
  const amount = ({ amount: rials }: Bound): string => formatRials(rials ?? 0, locale)
  const untilMs = details.untilMs
  return {
    secondsLate: figure(details.secondsLate),
    driftSteps: figure(Math.abs(Number(details.driftSteps ?? 0))),
    askedAmount: amount(asked),
    presentedAmount: amount(presented),
    askedProcessType: typeName(asked.processType ?? 'none'),
    presentedProcessType: typeName(presented.processType ?? 'none'),
    until: typeof untilMs === 'number' ? formatRelativeInstant({ atMs: untilMs, nowMs, locale }) : 'none',
    part: String(details.part ?? ''),
    seconds: figure(details.seconds),
    skewSeconds: figure(details.skewSeconds),
  }
}
