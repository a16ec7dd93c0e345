import { getTranslator } from '#app/locale.ts'
import { OpenReasonForm } from '#components/customers/open-reason-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { openWithReason } from './open-action.ts'
import type { NamedPayment } from './payment-place.ts'

type ReasonNeededProps = { customerId: string; branchName: string; payment: NamedPayment | null }

/** What another branch's customer looks like until it is said why the record is opened: no name, no number. */
export async function ReasonNeeded({ customerId, branchName, payment }: ReasonNeededProps) {
  const t = await getTranslator('customers')
  return (
    <>
      <PageHeader title={t('openReason.title')} />
      <Panel className="mt-4" padded>
        <Banner tone="warn">{t('openReason.text', { branch: branchName })}</Banner>
        <OpenReasonForm
          action={openWithReason.bind(null, customerId, payment && `${payment.how}_${payment.paymentId}`)}
          labels={{
            label: t('openReason.label'),
            hint: t('openReason.hint'),
            submit: t('openReason.submit'),
            pending: t('acts.pending'),
          }}
        />
      </Panel>
    </>
  )
}
