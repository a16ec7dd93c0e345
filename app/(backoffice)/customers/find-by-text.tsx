import type { ReactNode } from 'react'
import { drawCeiling, drawCeilingOf } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import { orLeave, readOperator, readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import { AskedQuestion } from '#components/customers/asked-question.tsx'
import { FoundCustomers } from '#components/customers/found-customers.tsx'
import { FoundList } from '#components/customers/found-list.tsx'
import { FoundPayments } from '#components/customers/found-payments.tsx'
import { FoundPaymentsList } from '#components/customers/found-payments-list.tsx'
import { readTypedCard } from '#domain/card/read-typed-card.ts'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { type ReadersQuestion, recogniseQuestion } from '#domain/remembered/recognise-question.ts'
import { readLabelledDigits, readTypedDigits } from '#domain/text/typed-digits.ts'
import type { FoundCustomers as FoundThings } from '#server/customers/find-customers.ts'
import { callChannel } from '#server/signed-requests/call-channel.ts'

type Shape = 'table' | 'list'
export type Found = { message: ReactNode; results: ReactNode; onlyId: string | null }

// More than is looked at anyway.
const QUERY_MAX = 1_000

const nothing = { message: null, results: null, onlyId: null }

/** A whole card number goes to the channel server, which holds the card key; everything else is looked for here. */
export async function findByText(text: string, { shape }: { shape: Shape }): Promise<Found> {
  const t = await getTranslator('customers')
  if (text.trim() === '') return { ...nothing, message: t('find.empty') }
  const card = readTypedCard(text)
  if (card !== null) return card === 'wrong' ? { ...nothing, message: t('find.cardWrong') } : await findByCard(card.pan)
  const found = await findElsewhere(text, shape)
  const length = readTypedDigits(text, 'card')?.length ?? 0
  const isNearlyCard = length >= 15 && length <= 19
  return isNearlyCard && found.message ? { ...nothing, message: t('find.cardLength') } : found
}

async function findByCard(pan: string): Promise<Found> {
  const [t, ctx, { environment, backoffice }] = await Promise.all([
    getTranslator('customers'),
    readOperatorContext(),
    web(),
  ])
  const path = '/v1/backoffice/cards/lookup'
  const call = { path, body: { pan }, operatorSession: ctx.actor.sessionId, nowMs: ctx.nowMs }
  const answer = await callChannel(environment.CHANNEL_URL, backoffice, call).catch(() => null)
  if (answer?.body.code === 'ceiling_reached')
    return { ...nothing, message: await drawCeiling(answer.body, { isKept: false }) }
  if (answer?.status === 200) return { ...nothing, onlyId: String(answer.body.customerId) }
  return { ...nothing, message: t(answer?.status === 404 ? 'find.cardUnknown' : 'find.cardUnavailable') }
}

async function findElsewhere(text: string, shape: Shape): Promise<Found> {
  const [t, find, locale, ctx] = await Promise.all([
    getTranslator('customers'),
    getTranslator('find'),
    readLocale(),
    readOperatorContext(),
  ])
  const found = await orLeave(ask('find-customers', { query: text.slice(0, QUERY_MAX) })).catch(tellCeiling)
  if ('message' in found) return found
  const { customers, payments } = found
  const [only] = customers
  // Whose name is only nearly the typed one is looked at before it is opened.
  if (only && only.match !== 'near' && customers.length === 1 && !payments) return { ...nothing, onlyId: only.id }
  const question = recogniseQuestion(text)
  const answer = question ? <AnsweredQuestion question={question} /> : null
  if (!only && !payments)
    return answer ? { ...nothing, results: answer } : { ...nothing, message: await explainNothing(text, found) }
  const [Customers, Payments] =
    shape === 'table' ? ([FoundCustomers, FoundPayments] as const) : ([FoundList, FoundPaymentsList] as const)
  const results = (
    <>
      {answer}
      {payments ? <Payments payments={payments} nowMs={ctx.nowMs} locale={locale} t={find} /> : null}
      {only ? <Customers found={found} nowMs={ctx.nowMs} locale={locale} t={t} /> : null}
    </>
  )
  return { ...nothing, results }
}

async function tellCeiling(error: unknown): Promise<Found> {
  return { ...nothing, message: await drawCeilingOf(error, { isKept: false }) }
}

async function AnsweredQuestion({ question }: { question: ReadersQuestion }) {
  const [t, operator] = await Promise.all([getTranslator('complaints'), readOperator()])
  return <AskedQuestion question={question} mayOpenComplaint={worksOnComplaints(operator.role)} t={t} />
}

/** What was looked through, and what to ask for next. */
async function explainNothing(text: string, { searched }: FoundThings): Promise<string> {
  const [t, find, locale] = await Promise.all([getTranslator('customers'), getTranslator('find'), readLocale()])
  const number = readLabelledDigits(text)
  const isNationalId = number?.label === 'nationalId' || (number?.label === null && number.digits.length === 10)
  if (isNationalId && !searched.includes('national_id')) return t('find.nationalIdWrong')
  const names = searched.map((kind) => find(`none.kinds.${kind === 'name_start' ? 'name' : kind}`))
  const kinds = [...new Set(names)].join(locale === 'fa' ? '، ' : ', ')
  const advice = find(number ? 'none.tryNumber' : 'none.tryName')
  return [t('find.noneText'), find('none.searched', { kinds }), advice].join(' ')
}
