'use server'

import { revalidatePath } from 'next/cache'
import { getTranslator, readLocale } from '#app/locale.ts'
import type { ProofAsked, ProofState } from '#components/acts/proof-state.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatTimeOfDay } from '#components/format/format-instant.ts'
import { readTypedCode } from '#domain/text/typed-digits.ts'
import { askChannel } from './ask-channel.ts'
import { readTarget } from './read-target.ts'

const refusals = [
  'invalid_code',
  'attempts_exhausted',
  'expired',
  'superseded',
  'code_already_used',
  'app_code_drifted',
  'no_app_in_use',
  'mobile_missing',
  'cooling_off',
  'rate_limited',
] as const
const startAddress = '/v1/backoffice/proofs'

/** Sends a code to the customer's number; one press sends one, however often it arrives. */
export async function sendProofCode(shownId: string, submissionId: string): Promise<ProofState> {
  const { customerId } = readTarget('customer', { customerId: shownId })
  const [t, locale] = await Promise.all([getTranslator('customers'), readLocale()])
  const answer = await askChannel(startAddress, { customerId, level: 'sms_code' }, String(submissionId).slice(0, 64))
  if (answer.outcome === 'refused') return { ...answer, proofId: null }
  if (answer.status !== 201) return await refuse(answer, null)
  const mobile = localizeDigits(String(answer.body.mobile ?? ''), locale)
  return { outcome: 'sent', proofId: String(answer.body.proofId), message: t('acts.prove.sent', { mobile }) }
}

/** Has a code checked by the channel server, which alone can; nothing of it is kept or answered here. */
export async function checkProofCode(shownId: string, asked: ProofAsked): Promise<ProofState> {
  const { customerId } = readTarget('customer', { customerId: shownId })
  const started = await startIfNew(customerId, asked)
  if (typeof started !== 'string') return started
  const { proofId } = readTarget('proof', { proofId: started })
  const answer = await askChannel(`${startAddress}/${proofId}/checks`, {
    code: readTypedCode(String(asked.code)).slice(0, 32),
  })
  if (answer.outcome === 'refused') return { ...answer, proofId }
  if (answer.status !== 200) return await refuse(answer, proofId)
  revalidatePath(`/customers/${customerId}`)
  const [t, locale] = await Promise.all([getTranslator('customers'), readLocale()])
  const untilMs = Date.parse(String(answer.body.expiresAt))
  const text = t('acts.prove.holds', { until: formatTimeOfDay(untilMs, locale) })
  return { outcome: 'passed', holding: { untilMs, text } }
}

/** A code of the app is not sent: its proof begins with the first one typed. */
async function startIfNew(customerId: string, { level, proofId }: ProofAsked): Promise<string | ProofState> {
  if (level !== 'app_code' || proofId !== null) return String(proofId)
  const answer = await askChannel(startAddress, { customerId, level })
  if (answer.outcome === 'refused') return { ...answer, proofId: null }
  return answer.status === 201 ? String(answer.body.proofId) : await refuse(answer, null)
}

type Refused = { code: string; body: Record<string, unknown> }

/** A proof that can take no further code is let go: the next press begins another. */
async function refuse({ code, body }: Refused, proofId: string | null): Promise<ProofState> {
  const t = await getTranslator('customers')
  const isOver = code === 'attempts_exhausted' || code === 'expired' || code === 'superseded' || body.attemptsLeft === 0
  const reason = body.attemptsLeft === 0 ? 'attempts_exhausted' : (refusals.find((each) => each === code) ?? 'other')
  const left = Number(body.attemptsLeft ?? 0)
  return { outcome: 'refused', proofId: isOver ? null : proofId, message: t(`acts.prove.refusals.${reason}`, { left }) }
}
