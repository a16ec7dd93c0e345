import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { complaintsHref, queryOf } from '#components/complaints/complaints-href.ts'
import { FiguresPanel } from '#components/complaints/figures-panel.tsx'
import { NumberForm } from '#components/complaints/number-form.tsx'
import { QueueFilters } from '#components/complaints/queue-filters.tsx'
import { QueueTable } from '#components/complaints/queue-table.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { KeysetPages } from '#components/ui/keyset-pages.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import { RowKeys } from '#components/verifications/row-keys.tsx'
import { worksOnComplaints } from '#domain/complaint.ts'
import { findComplaintByNumber } from '#server/complaints/find-complaint-by-number.ts'
import { listComplaints } from '#server/complaints/list-complaints.ts'
import { readComplaintFigures } from '#server/complaints/read-complaint-figures.ts'
import { getTranslator, readLocale } from '../../locale.ts'
import { orLeave, readOperator, readOperatorContext } from '../../operator-context.ts'
import { web } from '../../services.ts'
import { queues, readComplaintQuery, type SearchParams, writePlace } from './read-complaint-query.ts'
import { SavedViews } from './saved-views.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('complaints'))('title') }
}

export default async function ComplaintsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [services, ctx, operator, search] = await Promise.all([
    web(),
    readOperatorContext(),
    readOperator(),
    searchParams,
  ])
  const [locale, t, common] = await Promise.all([readLocale(), getTranslator('complaints'), getTranslator('common')])
  const { query, params } = readComplaintQuery(search)
  const typed = String(search.number ?? '')
  const found = typed === '' ? null : await orLeave(findComplaintByNumber(services, ctx, { text: typed }))
  if (found) redirect(`/complaints/${found.complaintId}`)
  if (Object.values(search).includes('')) redirect(complaintsHref(params, {}))
  const { complaints, next, counts, assignees, views } = await orLeave(listComplaints(services, ctx, query))
  const figures = await orLeave(readComplaintFigures(services, ctx))
  const { queue } = query
  const isNarrowed = Boolean(params.kind ?? params.assignee ?? params.due)
  const mayWork = worksOnComplaints(operator.role)
  const segments = queues
    .filter((each) => mayWork || each !== 'mine')
    .map((each) => ({
      href: complaintsHref({}, { queue: each === 'open' ? null : each }),
      label: t(`queues.${each}`),
      count: each === 'closed' ? undefined : formatCount(counts[each], locale),
      current: each === queue,
    }))
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
      <FiguresPanel figures={figures} locale={locale} t={t} />
      <div className="mt-4 flex flex-wrap items-end justify-between gap-3">
        <SegmentedLinks label={t('queues.label')} items={segments} />
        <QueueFilters params={params} assignees={assignees} t={t} />
      </div>
      <SavedViews
        views={views}
        query={queryOf(params)}
        t={t}
        labels={{ cancel: common('cancel'), close: common('close') }}
      />
      <Panel className="mt-3">
        <QueueTable
          complaints={complaints}
          isClosed={queue === 'closed'}
          nowMs={ctx.nowMs}
          locale={locale}
          t={t}
          empty={<EmptyState title={t(`empty.${queue}`)}>{t(isNarrowed ? 'empty.narrowed' : 'empty.text')}</EmptyState>}
        />
        <KeysetPages
          newerHref={query.after ? complaintsHref(params, {}) : null}
          olderHref={next && complaintsHref(params, { after: writePlace(next) })}
          labels={{ pages: common('pages'), newer: t('pages.first'), older: t('pages.next') }}
        />
      </Panel>
      <RowKeys />
    </>
  )
}
