import type { ReactNode } from 'react'
import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { type RevealAction, RevealField } from '#components/customers/reveal-field.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { formatRelativeInstant } from '#components/format/format-instant.ts'
import type { Locale } from '#components/locale/locale.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Digits } from '#components/ui/digits.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { DeskCustomer } from '#server/customers/read-customer.ts'

type CustomerHeadProps = {
  customer: DeskCustomer
  reveal: { mobile: RevealAction; nationalId: RevealAction } | null
  complaintAct: ReactNode
  /** What can be done about a cooling-off. */
  coolingOffAct: ReactNode
  nowMs: number
  locale: Locale
  t: CustomerTexts
}

/** Who this is, masked, with what a caller must be told first. */
export function CustomerHead({ customer, reveal, complaintAct, coolingOffAct, nowMs, locale, t }: CustomerHeadProps) {
  const { nationalIdMasked, mobileMasked } = customer
  const labels = { show: t('reveal.show'), pending: t('reveal.pending'), close: t('acts.close') }
  const masked = (value: string, action: RevealAction | undefined, describe: string): ReactNode =>
    action ? (
      <RevealField masked={localizeDigits(value, locale)} action={action} labels={{ ...labels, describe }} />
    ) : (
      <Digits value={value} locale={locale} className="font-semibold text-ink" />
    )
  return (
    <>
      <PageHeader
        title={<bdi>{customer.name}</bdi>}
        sub={
          <>
            <Fact term={t('head.nationalId')}>
              {masked(nationalIdMasked, reveal?.nationalId, t('reveal.national_id'))}
            </Fact>
            <Fact term={t('head.mobile')}>
              {mobileMasked ? masked(mobileMasked, reveal?.mobile, t('reveal.mobile')) : strong(t('head.noMobile'))}
            </Fact>
            <Fact term={t('head.customerNumber')}>
              <Digits value={customer.customerNumber} locale={locale} className="font-semibold text-ink" />
            </Fact>
            <Fact term={t('head.smsMember')}>{strong(t(customer.smsMember ? 'head.yes' : 'head.no'))}</Fact>
            <span className="font-semibold text-ink">
              <bdi>{localizeDigits(customer.branchName, locale)}</bdi>
            </span>
          </>
        }
        actions={
          <>
            {complaintAct}
            <LinkButton href={`/customers/${customer.id}/statement`}>{t('head.statement')}</LinkButton>
          </>
        }
      />
      <Notices {...{ customer, coolingOffAct, nowMs, locale, t }} />
    </>
  )
}

function Notices({ customer, coolingOffAct, nowMs, locale, t }: Omit<CustomerHeadProps, 'reveal' | 'complaintAct'>) {
  const { mobileMasked, coolingOffUntilMs } = customer
  const isCoolingOff = coolingOffUntilMs !== null && coolingOffUntilMs > nowMs
  return (
    <>
      {mobileMasked === null ? (
        <Banner tone="warn" className="mt-4">
          {t('head.mobileMissing')}
        </Banner>
      ) : null}
      {isCoolingOff ? (
        <Banner tone="warn" className="mt-4" action={coolingOffAct}>
          {t('head.coolingOff', { until: formatRelativeInstant({ atMs: coolingOffUntilMs, nowMs, locale }) })}
        </Banner>
      ) : null}
    </>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <span>{term}</span>
      {children}
    </span>
  )
}

function strong(text: string): ReactNode {
  return <span className="font-semibold text-ink">{text}</span>
}
