import type { ReactNode } from 'react'
import { getTranslator, readLocale } from '#app/locale.ts'
import { readOperator } from '#app/request.ts'
import { AskRaise } from '#components/ceilings/ask-raise.tsx'
import { formatTimeOfDay } from '#components/format/format-instant.ts'
import { ceilingKinds } from '#domain/operator/ceiling.ts'
import { AppError } from '#server/app-error.ts'
import { askRaise } from './ask-raise-action.ts'

type Answer = Readonly<Record<string, unknown>>
/** `isKept`: what was typed for the act stands where it was typed. */
type Form = { isKept: boolean }
export type SaidCeiling = { message: string; more: ReactNode }

/** That a ceiling was reached, in words: how many, from when one more passes, and who is asked before that. */
export async function sayCeiling(answer: Answer, { isKept }: Form): Promise<SaidCeiling> {
  const [t, customers, locale, { role }] = await Promise.all([
    getTranslator('approvals'),
    getTranslator('customers'),
    readLocale(),
    readOperator(),
  ])
  const kind = ceilingKinds.find((each) => each === answer.kind)
  const { max, fromMs } = answer
  if (!kind || typeof max !== 'number' || typeof fromMs !== 'number') {
    throw new Error('A ceiling was reached, and which was not said')
  }
  const reached = t('ceiling.reached', { kind: t(`ceiling.kinds.${kind}`), max })
  const next = t('ceiling.next', { from: formatTimeOfDay(fromMs, locale), who: t(`ceiling.who.${role}`) })
  const labels = {
    reason: t('ceiling.reason'),
    hint: t('ceiling.reasonHint'),
    submit: t('ceiling.submit'),
    pending: t('ceiling.pending'),
    lost: customers('acts.unavailable'),
  }
  return {
    message: [reached, isKept ? t('ceiling.kept') : null, next].filter(Boolean).join(' '),
    more: <AskRaise key={fromMs} action={askRaise.bind(null, kind)} labels={labels} />,
  }
}

/** The same as one thing to show. */
export async function drawCeiling(answer: Answer, form: Form): Promise<ReactNode> {
  const { message, more } = await sayCeiling(answer, form)
  return (
    <>
      {message}
      {more}
    </>
  )
}

/** The same of what an act was refused with; whatever else it failed by is thrown on. */
export async function drawCeilingOf(error: unknown, form: Form): Promise<ReactNode> {
  if (!(error instanceof AppError && error.reason === 'ceiling_reached')) throw error
  return await drawCeiling(error.fields, form)
}
