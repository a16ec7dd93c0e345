import type { ReactNode } from 'react'
import { FoundCustomers } from '#components/customers/found-customers.tsx'
import { FoundList } from '#components/customers/found-list.tsx'
import { parsePan } from '#domain/card-number.ts'
import { foldDigits } from '#domain/digits.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { callChannel } from '#server/signed-requests/call-channel.ts'
import { getTranslator, readLocale } from '../../locale.ts'
import { orLeave, readOperatorContext } from '../../operator-context.ts'
import { web } from '../../services.ts'

type Shape = 'table' | 'list'
export type Found = { message: string | null; results: ReactNode; onlyId: string | null }

const nothing = { message: null, results: null, onlyId: null }

/** A whole card number goes to the channel server, which holds the card key; everything else is looked for here. */
export async function findByText(text: string, { shape }: { shape: Shape }): Promise<Found> {
  const t = await getTranslator('customers')
  const digits = foldDigits(text).replace(/[^0-9]/g, '')
  if (text.trim() === '') return { ...nothing, message: t('find.empty') }
  const isNumber = !/\p{L}/u.test(text)
  if (isNumber && digits.length === 16) {
    const pan = parsePan(text, { separators: 'dropped' })
    return pan.ok ? await findByCard(pan.pan) : { ...nothing, message: t('find.cardWrong') }
  }
  const found = await findElsewhere(text, shape)
  const isNearlyCard = isNumber && digits.length >= 15 && digits.length <= 19
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
  if (answer?.status === 200) return { ...nothing, onlyId: String(answer.body.customerId) }
  return { ...nothing, message: t(answer?.status === 404 ? 'find.cardUnknown' : 'find.cardUnavailable') }
}

async function findElsewhere(text: string, shape: Shape): Promise<Found> {
  const [t, locale, ctx] = await Promise.all([getTranslator('customers'), readLocale(), readOperatorContext()])
  const found = await orLeave(findCustomers(await web(), ctx, { query: text }))
  const [only] = found.customers
  if (only && found.customers.length === 1 && !found.more) return { ...nothing, onlyId: only.id }
  if (!only) {
    const isTenDigits = /^[0-9]{10}$/.test(foldDigits(text).replace(/[\s-]/g, ''))
    const looksLikeNationalId = isTenDigits && !found.searched.includes('national_id')
    return { ...nothing, message: looksLikeNationalId ? t('find.nationalIdWrong') : t('find.noneText') }
  }
  const Results = shape === 'table' ? FoundCustomers : FoundList
  return { ...nothing, results: <Results found={found} nowMs={ctx.nowMs} locale={locale} t={t} /> }
}
