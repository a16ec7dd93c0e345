import type { Metadata } from 'next'
import { NextAct } from '#app/(backoffice)/acts/next-act.tsx'
import { ComplainOfVerification } from '#app/(backoffice)/complaints/complain-of-verification.tsx'
import { isAnsweredByComplaint, subjectOf } from '#app/(backoffice)/verifications/subject-of.ts'
import { ask } from '#app/ask.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AroundList } from '#components/verifications/around-list.tsx'
import { logHref } from '#components/verifications/log-href.ts'
import { OutcomeStatus } from '#components/verifications/outcome-status.tsx'
import { VerdictCard } from '#components/verifications/verdict-card.tsx'
import { VerificationFacts } from '#components/verifications/verification-facts.tsx'
import { isAllowed } from '#domain/operator/permission.ts'

type Props = { params: Promise<{ verificationId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('verifications'))('facts.title_page') }
}

export default async function VerificationPage({ params }: Props) {
  const { verificationId } = await params
  const { operator, locale, nowMs } = await readRequest()
  const [t, reasons, audit, common] = await getTranslators('verifications', 'reasons', 'audit', 'common')
  const page = await orLeave(ask('read-verification', { verificationId }))
  const { verification, asked, around } = page
  const { customerId, merchantId, terminalId, outcome, reason } = verification
  const mayPivot = isAllowed(operator.role, 'verification:read_all')
  const pivot = (name: string, value: string): string => logHref({}, { range: 'month', [name]: value })
  const complaint = <ComplainOfVerification verificationId={verification.id} customerId={customerId} />
  const isAnswered = isAnsweredByComplaint(verification)
  return (
    <>
      <PageHeader
        title={t('facts.title_page')}
        sub={
          <>
            {customerId ? (
              <TextLink href={`/customers/${customerId}`}>
                {verification.customerName ?? t('verdict.customer')}
              </TextLink>
            ) : (
              <span>{t('unknownCard')}</span>
            )}
            <Moment atMs={verification.atMs} as="long" locale={locale} />
            <OutcomeStatus outcome={outcome} reason={reason} title={t(`outcomes.${outcome}`)} />
          </>
        }
        actions={
          customerId ? (
            <LinkButton href={logHref({}, { customer: customerId, range: 'month' })}>{t('titleOfCustomer')}</LinkButton>
          ) : null
        }
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <VerdictCard
            page={page}
            nowMs={nowMs}
            locale={locale}
            words={{ t, reasons }}
            copyLabels={{ copy: common('copy'), copied: common('copied') }}
            heading="h2"
            nextAct={<NextAct {...subjectOf(verification)} complaintAction={complaint} />}
            actions={
              <>
                {isAnswered ? null : complaint}
                {mayPivot ? (
                  <>
                    {merchantId ? (
                      <LinkButton href={pivot('merchant', merchantId)}>{t('verdict.allOfMerchant')}</LinkButton>
                    ) : null}
                    <LinkButton href={pivot('terminal', terminalId)}>{t('verdict.allOfTerminal')}</LinkButton>
                    {outcome === 'rejected' ? (
                      <LinkButton href={pivot('reason', reason)}>{t('verdict.allOfReason')}</LinkButton>
                    ) : null}
                  </>
                ) : null}
              </>
            }
          />
          <Panel title={t('around.title')}>
            <AroundList
              around={around}
              center={{ id: verification.id, atMs: verification.atMs, label: t('around.this') }}
              locale={locale}
              words={{ t, reasons, audit }}
            />
          </Panel>
        </div>
        <Panel title={t('facts.title')}>
          <VerificationFacts verification={verification} asked={asked} mayPivot={mayPivot} locale={locale} t={t} />
        </Panel>
      </div>
    </>
  )
}
