import type { FindTexts } from '#components/customers/find-texts.ts'
import { paymentAddress } from '#components/customers/payment-address.ts'
import { PaymentState } from '#components/customers/payment-state.tsx'
import { UnderstoodPayment } from '#components/customers/understood-payment.tsx'
import type { Column } from '#components/data-table/column.ts'
import { DataTable } from '#components/data-table/data-table.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { formatCardTail } from '#components/format/format-card.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Digits } from '#components/ui/digits.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { FoundPayments as Found, FoundPayment } from '#server/customers/find-customers.ts'

export type FoundPaymentsProps = { payments: Found; nowMs: number; locale: Locale; t: FindTexts }

/** How the words were read, and the payments that fit them: each leads straight to why it came out as it did. */
export function FoundPayments(props: FoundPaymentsProps) {
  const { payments, locale, t } = props
  const { found, more, relaxed, isTooLittle } = payments
  return (
    <Panel title={t('payments.title')} count={countOf(payments, t)} className="mt-4">
      <div className="flex flex-col gap-3 border-b border-line-soft p-4">
        <UnderstoodPayment payments={payments} locale={locale} t={t} />
        {isTooLittle ? <Banner tone="warn">{t('payments.tooLittle')}</Banner> : null}
        {relaxed === 'nothing' ? null : <Banner tone="warn">{t(`payments.relaxed.${relaxed}`)}</Banner>}
        {more ? <Banner tone="info">{t('payments.more', { count: found.length })}</Banner> : null}
      </div>
      {isTooLittle ? null : (
        <DataTable
          caption={t('payments.title')}
          columns={columnsOf(props)}
          rows={found}
          rowKey={({ id }) => id}
          rowHref={paymentAddress}
          empty={<NoPayment payments={payments} t={t} />}
        />
      )}
    </Panel>
  )
}

export function NoPayment({ payments, t }: { payments: Found; t: FindTexts }) {
  return (
    <EmptyState title={t('payments.none')}>
      <p>{t(payments.understood.time === null ? 'payments.noneNoTime' : 'payments.noneText')}</p>
      <p className="mt-1">{t('understood.wrong')}</p>
    </EmptyState>
  )
}

function countOf({ found, more }: Found, t: FindTexts): string | null {
  return more || found.length === 0 ? null : t('payments.count', { count: found.length })
}

function columnsOf({ nowMs, locale, t }: FoundPaymentsProps): Column<FoundPayment>[] {
  return [
    {
      key: 'when',
      header: t('payments.columns.when'),
      cell: ({ atMs }) => <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />,
    },
    {
      key: 'amount',
      header: t('payments.columns.amount'),
      align: 'number',
      cell: ({ amountRials }) => (amountRials === null ? '—' : <Money amountRials={amountRials} locale={locale} />),
    },
    {
      key: 'payment',
      header: t('payments.columns.payment'),
      cell: ({ payeeName, last4 }) => (
        <span className="max-md:text-end">
          <bdi>{localizeDigits(payeeName ?? '—', locale)}</bdi>
          {last4 ? (
            <span className="block text-xs text-ink-3">
              <bdi dir="ltr" className="figures">
                {formatCardTail(last4, locale)}
              </bdi>
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('payments.columns.state'),
      cell: ({ state }) => <PaymentState state={state} t={t} />,
    },
    {
      key: 'customer',
      header: t('payments.columns.customer'),
      cell: ({ customer }) => (
        <span className="max-md:text-end">
          <bdi className="font-medium">{customer.name}</bdi>
          <span className="flex flex-wrap gap-x-2 text-xs text-ink-3 max-md:justify-end">
            <Digits value={customer.nationalIdMasked} locale={locale} />
            <bdi>{localizeDigits(customer.branchName, locale)}</bdi>
          </span>
        </span>
      ),
    },
  ]
}
