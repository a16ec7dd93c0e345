import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { complaintsHref } from '#components/complaints/complaints-href.ts'
import { FiguresPanel } from '#components/complaints/figures-panel.tsx'
import { NumberForm } from '#components/complaints/number-form.tsx'
import { RowKeys } from '#components/data-table/row-keys.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { findComplaintByNumber } from '#server/complaints/find-complaint-by-number.ts'
import { readComplaintFigures } from '#server/complaints/read-complaint-figures.ts'
import { Queue } from './queue.tsx'
import { readComplaintQuery, readTypedNumber } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('complaints'))('title') }
}

export default async function ComplaintsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { services, ctx, operator } = await readRequest()
  const [t, search] = await Promise.all([getTranslator('complaints'), searchParams])
  const { query, params } = readComplaintQuery(search)
  const typed = readTypedNumber(search)
  const found = typed === '' ? null : await orLeave(findComplaintByNumber(services, ctx, { text: typed }))
  if (found) redirect(`/complaints/${found.complaintId}`)
  if (Object.values(search).includes('')) redirect(complaintsHref(params, {}))
  const mayWork = worksOnComplaints(operator.role)
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <NumberForm typed={typed} t={t} />
            {mayWork ? (
              <LinkButton href="/complaints/new" variant="primary">
                {t('open.new')}
              </LinkButton>
            ) : null}
          </>
        }
      />
      {typed === '' ? null : (
        <Banner tone="warn" live className="mt-4">
          {t('filters.numberMissing')}
        </Banner>
      )}
      <Figures />
      <Queue query={query} params={params} mayWork={mayWork} />
      <RowKeys />
    </>
  )
}

async function Figures() {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('complaints')
  const figures = await orLeave(readComplaintFigures(services, ctx))
  return <FiguresPanel figures={figures} locale={locale} t={t} />
}
