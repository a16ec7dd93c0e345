import type { ReactNode } from 'react'
import type { FindTexts } from '#components/customers/find-texts.ts'
import { formatRememberedWindow } from '#components/customers/format-remembered-window.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatCount, formatRials } from '#components/format/format-amount.ts'
import { formatCardTail } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Figures } from '#components/ui/figures.tsx'
import type { FoundPayments } from '#server/customers/find-customers.ts'

type UnderstoodPaymentProps = { payments: FoundPayments; locale: Locale; t: FindTexts }

/** How the caller's words were read, so that a wrong reading is seen before its results are believed. */
export function UnderstoodPayment({ payments, locale, t }: UnderstoodPaymentProps) {
  const { understood, window, payee } = payments
  const { time, amounts, last4, last4OrAmount, payeeWords } = understood
  const format = (key: 'span' | 'hours', values: Record<string, string>): string =>
    t(`understood.${key}`, values as never)
  return (
    <ul aria-label={t('understood.title')} className="flex flex-wrap gap-2">
      <Chip term={t('understood.time')} note={time === null ? t('understood.noTimeHint') : null}>
        <Figures text={time === null ? t('understood.noTime') : formatRememberedWindow(window, locale, format)} />
      </Chip>
      {amounts.length > 0 ? (
        <Chip term={t('understood.amount')}>
          <Figures text={wordAmounts(payments, locale, t)} />
        </Chip>
      ) : null}
      {payeeWords.length > 0 ? (
        <Chip
          term={t('understood.payee')}
          note={payee === 'all' ? null : t(`understood.payeeAs.${payee}`)}
          isDoubtful={payee !== 'all'}
        >
          <bdi>{localizeDigits(payeeWords.join(' '), locale)}</bdi>
        </Chip>
      ) : null}
      {last4 === null ? null : (
        <Chip term={t('understood.card')}>
          <bdi dir="ltr" className="figures">
            {formatCardTail(last4, locale)}
          </bdi>
        </Chip>
      )}
      {last4OrAmount === null ? null : (
        <Chip term={t('understood.card')} isDoubtful>
          <Figures text={t('understood.cardOrAmount', { last4: localizeDigits(last4OrAmount, locale) })} />
        </Chip>
      )}
    </ul>
  )
}

/** Tomans where they come out whole, as people say them; a span of amounts by its middle. */
function wordAmounts({ understood }: FoundPayments, locale: Locale, t: FindTexts): string {
  const words = understood.amounts.map(({ exactRials, fromRials, toRials }) => {
    const amount =
      exactRials % 10 === 0
        ? t('understood.tomans', { amount: formatCount(exactRials / 10, locale) })
        : formatRials(exactRials, locale)
    return toRials > fromRials ? t('understood.about', { amount }) : amount
  })
  return [...new Set(words)].join(` ${t('understood.or')} `)
}

type ChipProps = { term: string; note?: string | null; isDoubtful?: boolean; children: ReactNode }

function Chip({ term, note = null, isDoubtful = false, children }: ChipProps) {
  return (
    <li
      className={`flex flex-wrap items-baseline gap-x-1.5 rounded-control border px-2.5 py-1 text-sm ${isDoubtful ? 'border-warn/40 bg-warn-soft' : 'border-line bg-mute-soft'}`}
    >
      <span className="text-xs text-ink-3">{term}</span>
      <span className="font-medium">{children}</span>
      {note ? <span className={`text-xs ${isDoubtful ? 'text-warn' : 'text-ink-3'}`}>{note}</span> : null}
    </li>
  )
}
