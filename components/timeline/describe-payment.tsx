import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRials } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { EntryFacts } from '#components/timeline/timeline-entry.ts'
import { Money } from '#components/ui/money.tsx'
import { processTypes } from '#domain/verification/process-type.ts'

export type DescribeInput = {
  facts: EntryFacts
  locale: Locale
  t: CustomerTexts
  reasonTitle: (reason: string) => string
}

/** Those that their reason does not name already. */
const ratesNamed = ['merchant', 'requester', 'address'] as const

/** «درخواست رمز — خرید، دیجی‌کالا، ۴٬۸۷۰٬۰۰۰ ریال», or why no code was sent. */
export function describeOtpRequest({ facts, locale, t, reasonTitle }: DescribeInput): ReactNode {
  const { state, reason, overRateOf } = facts
  const isSuppressed = state === 'suppressed'
  const named = ratesNamed.find((each) => each === overRateOf)
  const outcome =
    state === 'used' || state === 'expired' || state === 'superseded' || state === 'exhausted' || state === 'ended'
      ? t(`timeline.requestStates.${state}`)
      : null
  return (
    <>
      <strong className="font-semibold">
        {t(isSuppressed ? 'timeline.requestSuppressed' : 'timeline.requestSent')}
      </strong>
      {isSuppressed && reason ? ` — ${reasonTitle(reason)}` : null}
      {named ? ` (${t(`timeline.overRateOf.${named}`)})` : null}
      <Payment facts={facts} locale={locale} t={t} />
      {outcome ? <span className="text-ink-3"> · {outcome}</span> : null}
    </>
  )
}

/** «رمز پذیرفته نشد — ۱۳ ثانیه دیر وارد شد · دیجی‌کالا، ۴٬۸۷۰٬۰۰۰ ریال» */
export function describeVerification(input: DescribeInput): ReactNode {
  const { facts, locale, t, reasonTitle } = input
  const isAccepted = facts.outcome === 'accepted'
  return (
    <>
      <strong className="font-semibold">{t(isAccepted ? 'timeline.accepted' : 'timeline.rejected')}</strong>
      {isAccepted ? null : ` — ${explainBriefly(input) ?? reasonTitle(facts.reason ?? '')}`}
      {facts.method ? <span className="text-ink-3"> · {t(`methods.${facts.method}`)}</span> : null}
      <Payment facts={facts} locale={locale} t={t} />
    </>
  )
}

function explainBriefly({ facts, locale, t }: DescribeInput): string | null {
  const { secondsLate, driftSteps, asked, presented } = facts.details ?? {}
  if (secondsLate !== undefined) return t('timeline.secondsLate', { count: secondsLate })
  if (driftSteps !== undefined) return t('timeline.driftSteps', { count: Math.abs(driftSteps) })
  if (facts.reason === 'amount_mismatch' && asked?.amount && presented?.amount) {
    const rials = (amount: number): string => formatRials(amount, locale)
    return t('timeline.amountsDiffer', { asked: rials(asked.amount), presented: rials(presented.amount) })
  }
  return null
}

function Payment({ facts, locale, t }: Omit<DescribeInput, 'reasonTitle'>) {
  const { payee, amountRials, last4, processType } = facts
  const type = processTypes.find((each) => each === processType)
  return (
    <>
      {type ? ` · ${t(`timeline.processTypes.${type}`)}` : null}
      {payee ? (
        <>
          {' · '}
          <bdi>{payee}</bdi>
        </>
      ) : null}
      {amountRials ? (
        <>
          {' · '}
          <Money amountRials={amountRials} locale={locale} />
        </>
      ) : null}
      {last4 ? (
        <span className="text-ink-3"> · {t('timeline.onCard', { last4: localizeDigits(last4, locale) })}</span>
      ) : null}
    </>
  )
}
