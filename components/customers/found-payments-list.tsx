import Link from 'next/link'
import { type FoundPaymentsProps, NoPayment } from '#components/customers/found-payments.tsx'
import { paymentAddress } from '#components/customers/payment-address.ts'
import { PaymentState } from '#components/customers/payment-state.tsx'
import { UnderstoodPayment } from '#components/customers/understood-payment.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'

const ROW =
  'flex items-center justify-between gap-3 rounded-control px-3 py-2 hover:bg-mute-soft focus-visible:bg-mute-soft'

/** The same payments in the width of a dialog. */
export function FoundPaymentsList({ payments, nowMs, locale, t }: FoundPaymentsProps) {
  const { found, more, relaxed, isTooLittle } = payments
  return (
    <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <UnderstoodPayment payments={payments} locale={locale} t={t} />
      {isTooLittle ? <Banner tone="warn">{t('payments.tooLittle')}</Banner> : null}
      {relaxed === 'nothing' ? null : <Banner tone="warn">{t(`payments.relaxed.${relaxed}`)}</Banner>}
      {more ? <Banner tone="info">{t('payments.more', { count: found.length })}</Banner> : null}
      {found.length === 0 && !isTooLittle ? <NoPayment payments={payments} t={t} /> : null}
      <ul aria-label={t('payments.title')}>
        {found.map((payment) => (
          <li key={payment.id}>
            <Link href={paymentAddress(payment)} prefetch={false} className={ROW}>
              <span className="min-w-0">
                <span className="flex flex-wrap gap-x-2 font-medium">
                  <Moment atMs={payment.atMs} as="relative" nowMs={nowMs} locale={locale} />
                  {payment.amountRials === null ? null : <Money amountRials={payment.amountRials} locale={locale} />}
                </span>
                <span className="flex flex-wrap gap-x-2 text-xs text-ink-3">
                  <bdi>{localizeDigits(payment.payeeName ?? '', locale)}</bdi>
                  <bdi>{payment.customer.name}</bdi>
                  <bdi>{localizeDigits(payment.customer.branchName, locale)}</bdi>
                </span>
              </span>
              <PaymentState state={payment.state} t={t} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
