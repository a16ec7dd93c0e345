import type { ReactNode } from 'react'
import { localizeDigits } from '#components/format/digits.ts'
import type { DescribeInput } from '#components/timeline/describe-payment.tsx'
import type { EntryFacts } from '#components/timeline/timeline-entry.ts'
import { proofLevels } from '#domain/operator/act-proofs.ts'

/** «توکن فعال‌سازی دوباره صادر شد · رمز دوم کارت ۱۲۳۴», with an operator's reason and proof below. */
export function describeAct({
  facts,
  locale,
  t,
  reasonTitle,
  actionTitles,
  approvalActs,
}: DescribeInput & {
  actionTitles: Readonly<Record<string, string>>
  approvalActs: Readonly<Record<string, { title: string } | undefined>>
}): ReactNode {
  const { reason, data } = facts
  const asked = approvalActs[(data?.act ?? '').replace(':', '_')]?.title
  const refusal = facts.data?.reason === undefined ? '' : reasonTitle(facts.data.reason)
  const proof = proofLevels.find((each) => each === facts.proof)
  return (
    <>
      {actionTitles[(facts.action ?? '').replace('.', '_')] ?? facts.action}
      {asked ? `: ${asked}` : null}
      {refusal && refusal !== facts.data?.reason ? ` — ${refusal}` : null}
      {whatOf(facts, { locale, t }).map((part) => (
        <span key={part} className="text-ink-2">
          {' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
      {reason || proof || data?.checkerName ? (
        <span className="block text-xs text-ink-3">
          {[
            reason ? t('timeline.reason', { reason }) : null,
            data?.checkerName ? t('timeline.checkedBy', { name: data.checkerName }) : null,
            proof ? t('timeline.proofOf', { proof: t(`acts.proofs.${proof}`) }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ) : null}
    </>
  )
}

function whatOf({ data = {} }: EntryFacts, { locale, t }: Pick<DescribeInput, 'locale' | 't'>): string[] {
  const { last4, pinKind, method, model, field } = data
  const card = last4 === undefined ? null : localizeDigits(last4, locale)
  const isPin = pinKind === 'first' || pinKind === 'second'
  const pin = isPin ? t(`matrix.pins.${pinKind}`) : null
  return [
    method === 'sms' || method === 'app' ? t(`methods.${method}`) : null,
    card && pin ? t('timeline.pinsOfCard', { pin, last4: card }) : card ? t('timeline.onCard', { last4: card }) : null,
    model ?? null,
    field === 'mobile' || field === 'national_id' ? t(`reveal.${field}`) : null,
  ].filter((part) => part !== null)
}
