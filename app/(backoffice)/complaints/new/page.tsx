import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { ReadyAnswer } from '#components/complaints/ready-answer.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { complaintKinds, kindsWithoutCustomer, worksOnComplaints } from '#domain/complaint/complaint.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'
import { OpeningForm } from './opening-form.tsx'
import { readNewComplaint } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('complaints'))('open.title') }
}

/** A complaint without a verification: of a customer in reach, or of somebody who asks about the app alone. */
export default async function NewComplaintPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { operator } = await readRequest()
  const t = await getTranslator('complaints')
  const { customer: asked, kind: named } = readNewComplaint(await searchParams)
  if (!worksOnComplaints(operator.role)) notFound()
  const customer = asked === null ? null : await readOrLeave(asked)
  const kinds = customer === null ? kindsWithoutCustomer : complaintKinds
  const complaining = customer && { id: customer.id, isTold: customer.mobileMasked !== null }
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
          <OpeningForm customer={complaining} kinds={kinds} kind={kinds.find((each) => each === named)} t={t} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-4">
          {kindsWithoutCustomer.map((each) => (
            <section key={each} className="flex flex-col gap-2">
              <h2 className="text-sm font-semibold">{t(`kinds.${each}`)}</h2>
              <ReadyAnswer kind={each} heading="h3" t={t} />
            </section>
          ))}
        </div>
      </div>
    </>
  )
}

async function readOrLeave(customerId: string): Promise<DeskCustomer> {
  if (!uuidForm.test(customerId)) notFound()
  return await orLeave(ask('read-customer', { customerId }))
}
