import { shownOf } from '#components/approvals/shown-record.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatCount } from '#components/format/format-amount.ts'
import { isolate } from '#components/format/isolate.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { ApprovalAct } from '#domain/operator/approval.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'

export type ApprovalTexts = {
  t: Translator<'approvals'>
  customers: Translator<'customers'>
  shell: Translator<'shell'>
  settings: Translator<'settings'>
  reasons: Translator<'reasons'>
  catalogue: Translator<'catalogueSettings'>
  locale: Locale
}
type Key<A extends string> = A extends `${infer Noun}:${infer Verb}` ? `${Noun}_${Verb}` : never

/** Messages name an act with an underscore for its colon. */
function actKey(act: ApprovalAct): Key<ApprovalAct> {
  return act.replace(':', '_') as Key<ApprovalAct>
}

export function actTitle(act: ApprovalAct, t: Translator<'approvals'>): string {
  return t(`acts.${actKey(act)}.title`)
}

/** The words of a record that the sentences about an act are filled with. */
export type ActWords = {
  pin: string
  last4: string
  method: string
  model: string
  client: string
  ceiling: string
  max: string
}
type Wording = Pick<ApprovalTexts, 't' | 'customers' | 'locale'>

export function wordsOf(approval: Pick<ApprovalView, 'shown'>, { t, customers, locale }: Wording): ActWords {
  const { pinKind, last4, method, model, clientName, ceiling } = shownOf(approval)
  return {
    pin: pinKind ? customers(`matrix.pins.${pinKind}`) : '',
    last4: last4 ? localizeDigits(last4, locale) : '',
    method: method ? customers(`methods.${method}`) : '',
    model: model ? isolate(model) : '',
    client: clientName ? isolate(clientName) : '',
    ceiling: ceiling ? t(`ceiling.kinds.${ceiling.kind}`) : '',
    max: ceiling ? formatCount(ceiling.max, locale) : '',
  }
}

/** What approval does, in words. */
export function sayEffect(act: ApprovalAct, words: ActWords, t: Translator<'approvals'>): string {
  return t(`acts.${actKey(act)}.effect`, words)
}

/** What the checker looks at beside the screen before a client is let in or moved; null where there is nothing. */
export function sayComparison(
  approval: Pick<ApprovalView, 'state' | 'shown'>,
  t: Translator<'approvals'>,
): string | null {
  const { thumbprint, sources } = shownOf(approval)
  if (approval.state !== 'open' || (!thumbprint && !sources)) return null
  return t(thumbprint ? 'compare.key' : 'compare.addresses')
}

/** «برنامک · رمز دوم کارت ۱۲۳۴», a device's model, how many figures; null where the act's name says it all. */
export function saySubject(approval: Pick<ApprovalView, 'act' | 'shown'>, texts: ApprovalTexts): string | null {
  const { t, reasons } = texts
  const words = wordsOf(approval, texts)
  const { differences, reason } = shownOf(approval)
  if (reason) return reasons(`${reason}.title`)
  if (differences) return t('subject.policy', { count: differences.length })
  if (words.model) return words.model
  if (words.client) return words.client
  if (words.ceiling) return words.ceiling
  if (!words.last4) return null
  return words.method && approval.act === 'enrollment:deactivate'
    ? t('subject.methodOfPin', words)
    : t('subject.pinOfCard', words)
}
