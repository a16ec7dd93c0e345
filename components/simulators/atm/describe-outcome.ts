import { formatRials } from '#components/format/format-amount.ts'
import { isolateLeftToRight } from '#components/format/isolate.ts'
import { explainRefusal } from '../explain-refusal.ts'
import { fill, texts } from '../texts.ts'
import type { AtmAnswer } from './atm-act.ts'

const t = texts.atm.done

/** What the screen says when the bank has answered. */
export function describeOutcome({ outcome, atMs }: AtmAnswer): { title: string; text: string; good: boolean } {
  switch (outcome.kind) {
    case 'sms-enabled': {
      const text = fill(outcome.already ? t.smsAlready : t.smsText, { mobile: isolateLeftToRight(outcome.mobile) })
      return { title: t.smsTitle, text, good: true }
    }
    case 'token-issued':
      return {
        title: t.tokenTitle,
        text: fill(t.tokenText, { mobile: isolateLeftToRight(outcome.mobile) }),
        good: true,
      }
    case 'deactivated': {
      const list = outcome.ended.map(({ pinKind, method }) =>
        fill(texts.atm.endedItem, { pin: texts.atm.pinKinds[pinKind], method: texts.atm.methods[method] }),
      )
      const text = list.length === 0 ? t.nothingEnded : fill(t.endedText, { list: list.join(texts.atm.and) })
      return { title: t.endedTitle, text, good: true }
    }
    case 'withdrawn':
      return {
        title: t.moneyTitle,
        text: fill(t.moneyText, { amount: formatRials(outcome.amountRials, 'fa') }),
        good: true,
      }
    case 'code-refused': {
      const { result, advice } = texts.payment
      const title = (result as Partial<Record<string, string>>)[outcome.reason] ?? result.failed
      return { title, text: (advice as Partial<Record<string, string>>)[outcome.reason] ?? '', good: false }
    }
    case 'refused':
      return { title: t.refusedTitle, text: explainRefusal(outcome.refusal, atMs), good: false }
  }
}
