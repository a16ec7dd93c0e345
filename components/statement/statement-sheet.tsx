import '#components/statement/statement.css'
import type { ReactNode } from 'react'
import { actionWord } from '#components/audit/action-word.ts'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { formatLongDate, formatLongDateTime } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { StatementRecord } from '#components/statement/statement-record.tsx'
import { StatementTable } from '#components/statement/statement-table.tsx'
import type { StatementTexts } from '#components/statement/statement-words.ts'
import { Digits } from '#components/ui/digits.tsx'
import { MaskedCard } from '#components/ui/masked-card.tsx'
import { MobileNumber } from '#components/ui/mobile-number.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Money } from '#components/ui/money.tsx'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import type { Statement, StatementVerification } from '#server/statements/read-statement.ts'

type StatementSheetProps = {
  customer: DeskCustomer
  statement: Statement
  institution: string
  drawnBy: { name: string; branchName: string | null }
  locale: Locale
  texts: {
    words: StatementTexts
    t: CustomerTexts
    audit: Translator<'audit'>
    reasonTitle: (reason: string) => string
  }
}

/** A4: whose it is, what stands on the record, what was tried and done in the period, and who drew it when. */
export function StatementSheet({ customer, statement, institution, drawnBy, locale, texts }: StatementSheetProps) {
  const { words, t, audit, reasonTitle } = texts
  const { fromMs, toMs, verifications, acts } = statement
  const at = (atMs: number) => <Moment atMs={atMs} as="short" locale={locale} />
  return (
    <article
      lang={locale}
      className="statement mx-auto mt-4 max-w-[60rem] rounded-panel border border-line bg-panel p-8 max-md:p-4"
    >
      <header className="flex flex-wrap items-start justify-between gap-4 border-b-2 border-ink pb-3">
        <div>
          <p className="text-sm font-semibold">{institution}</p>
          <h1 className="text-xl font-bold">{words('title')}</h1>
          <p className="text-sm text-ink-2">
            {words('span', { from: formatLongDate(fromMs, locale), to: formatLongDate(toMs, locale) })}
          </p>
        </div>
        <dl className="grid grid-cols-[auto_auto] gap-x-3 text-xs">
          <Line term={words('drawnBy')}>{drawnBy.name}</Line>
          {drawnBy.branchName ? <Line term={words('branch')}>{localizeDigits(drawnBy.branchName, locale)}</Line> : null}
          <Line term={words('drawnAt')}>{formatLongDateTime(toMs, locale)}</Line>
        </dl>
      </header>
      <dl className="mt-4 grid grid-cols-[auto_1fr_auto_1fr] gap-x-4 gap-y-1 text-sm max-md:grid-cols-[auto_1fr]">
        <Line term={words('customer')}>{customer.name}</Line>
        <Line term={t('head.customerNumber')}>{localizeDigits(customer.customerNumber, locale)}</Line>
        <Line term={t('head.nationalId')}>
          <Digits value={customer.nationalIdMasked} locale={locale} />
        </Line>
        <Line term={t('head.mobile')}>
          {customer.mobileMasked ? <MobileNumber mobile={customer.mobileMasked} locale={locale} /> : t('head.noMobile')}
        </Line>
        <Line term={words('customerBranch')}>{localizeDigits(customer.branchName, locale)}</Line>
        <Line term={t('head.smsMember')}>{t(customer.smsMember ? 'head.yes' : 'head.no')}</Line>
      </dl>
      <StatementRecord customer={customer} nowMs={toMs} locale={locale} t={t} words={words} />
      <StatementTable
        title={words('verifications')}
        rows={verifications}
        rowKey={({ id }) => id}
        none={words('noVerifications')}
        columns={[
          { key: 'time', header: words('time'), cell: ({ atMs }) => at(atMs) },
          { key: 'card', header: words('card'), cell: (row) => <OnCard row={row} locale={locale} t={t} /> },
          { key: 'payee', header: words('payee'), cell: ({ payeeName }) => <bdi>{payeeName ?? '—'}</bdi> },
          {
            key: 'amount',
            header: words('amount'),
            cell: ({ amount }) =>
              amount === null ? '—' : <Money amountRials={amount} withUnit={false} locale={locale} />,
          },
          {
            key: 'result',
            header: words('result'),
            cell: ({ outcome, reason }) => (outcome === 'accepted' ? words('accepted') : reasonTitle(reason)),
          },
        ]}
      />
      <StatementTable
        title={words('acts')}
        rows={acts}
        rowKey={({ id }) => id}
        none={words('noActs')}
        columns={[
          { key: 'time', header: words('time'), cell: ({ atMs }) => at(atMs) },
          {
            key: 'what',
            header: words('what'),
            cell: ({ action, data }) => {
              const why = typeof data.reason === 'string' ? reasonTitle(data.reason) : null
              return why ? `${actionWord(action, audit)} — ${why}` : actionWord(action, audit)
            },
          },
          {
            key: 'who',
            header: words('who'),
            cell: ({ actorName, branchName }) => [actorName, branchName].filter(Boolean).join(' · '),
          },
        ]}
      />
      <p className="mt-5 text-xs text-ink-3">{words('note')}</p>
    </article>
  )
}

function OnCard({ row, locale, t }: { row: StatementVerification; locale: Locale; t: CustomerTexts }) {
  return (
    <>
      <MaskedCard bin="" last4={row.last4} short locale={locale} /> · {t(`matrix.pins.${row.pinKind}`)}
      {row.method ? ` · ${t(`methods.${row.method}`)}` : null}
    </>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="font-medium">
        <bdi>{children}</bdi>
      </dd>
    </>
  )
}
