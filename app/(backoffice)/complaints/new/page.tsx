import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ComplaintForm } from '#components/complaints/complaint-form.tsx'
import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { ReadyAnswer } from '#components/complaints/ready-answer.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { RadioGroup } from '#components/ui/choice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { complaintDueHours, complaintKinds, kindsWithoutCustomer, worksOnComplaints } from '#domain/complaint.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { getTranslator } from '../../../locale.ts'
import { orLeave, readOperator, readOperatorContext } from '../../../operator-context.ts'
import { web } from '../../../services.ts'
import { openAct } from '../actions.ts'

type Props = { searchParams: Promise<{ customer?: string | string[]; kind?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('complaints'))('open.title') }
}

/** A complaint without a verification: of a customer in reach, or of somebody who asks about the app alone. */
export default async function NewComplaintPage({ searchParams }: Props) {
  const [services, ctx, operator, t] = await Promise.all([
    web(),
    readOperatorContext(),
    readOperator(),
    getTranslator('complaints'),
  ])
  if (!worksOnComplaints(operator.role)) notFound()
  const { customer: asked, kind: named } = await searchParams
  const customerId = typeof asked === 'string' ? asked : null
  if (customerId !== null && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(customerId)) notFound()
  const customer = customerId === null ? null : await orLeave(readCustomer(services, ctx, { customerId }))
  const kinds = customer === null ? kindsWithoutCustomer : complaintKinds
  const kind = kinds.find((each) => each === named)
  return (
    <>
      <PageHeader
        title={t('open.title')}
        sub={
          customer ? (
            <TextLink href={`/customers/${customer.id}`}>{t('open.forCustomer', { name: customer.name })}</TextLink>
          ) : null
        }
      />
      {customer ? null : (
        <Banner tone="info" className="mt-4" action={<TextLink href="/customers">{t('open.find')}</TextLink>}>
          {t('open.withoutCustomer')}
        </Banner>
      )}
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Panel padded>
          <ComplaintForm
            action={openAct.bind(null, customerId)}
            submissionId={randomUUID()}
            labels={{ submit: t('open.submit'), pending: t('open.pending') }}
          >
            <RadioGroup
              key={kind}
              name="kind"
              label={t('open.kind')}
              required
              defaultValue={kind}
              options={kinds.map((value) => ({
                value,
                label: t(`kinds.${value}`),
                description: t('open.dueHours', { hours: complaintDueHours[value] }),
              }))}
            />
            <TextArea
              name="note"
              label={t('open.note')}
              description={t('open.noteHint')}
              required
              minLength={3}
              maxLength={1000}
              rows={3}
            />
            {customer ? (
              <p className="text-sm text-ink-3">{customer.mobileMasked ? t('open.told') : null}</p>
            ) : (
              <CallerMobile t={t} />
            )}
          </ComplaintForm>
        </Panel>
        <div className="flex min-w-0 flex-col gap-4">
          {kindsWithoutCustomer.map((each) => (
            <section key={each} className="flex flex-col gap-2">
              <h2 className="text-sm font-semibold">{t(`kinds.${each}`)}</h2>
              <ReadyAnswer kind={each} t={t} />
            </section>
          ))}
        </div>
      </div>
    </>
  )
}

function CallerMobile({ t }: { t: ComplaintTexts }) {
  return (
    <TextField
      name="mobile"
      label={t('open.mobile')}
      description={t('open.mobileHint')}
      dir="ltr"
      inputMode="tel"
      maxLength={20}
      fieldClassName="max-w-xs"
    />
  )
}
