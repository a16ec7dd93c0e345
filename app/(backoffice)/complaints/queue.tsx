import { ask } from '#app/ask.ts'
import { getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { type ComplaintParams, complaintsHref, queryOf, queues } from '#components/complaints/complaints-href.ts'
import { QueueFilters } from '#components/complaints/queue-filters.tsx'
import { QueueTable } from '#components/complaints/queue-table.tsx'
import { KeysetPages } from '#components/data-table/keyset-pages.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import { SavedViews } from './saved-views.tsx'
import type { ComplaintQuery } from './search-params.ts'

type QueueProps = { query: ComplaintQuery; params: ComplaintParams; mayWork: boolean }

/** One queue, how many wait in each, what narrows it, and the operator's own. */
export async function Queue({ query, params, mayWork }: QueueProps) {
  const { locale, nowMs } = await readRequest()
  const [t, common] = await getTranslators('complaints', 'common')
  const { complaints, next, counts, assignees, views } = await orLeave(ask('list-complaints', query))
  const { queue, after } = query
  const isNarrowed = Boolean(params.kind ?? params.assignee ?? params.due)
  const shown = queues.filter((each) => mayWork || each !== 'mine')
  const segments = shown.map((each) => ({
    href: complaintsHref({}, { queue: each === 'open' ? null : each }),
    label: t(`queues.${each}`),
    count: each === 'closed' ? undefined : formatCount(counts[each], locale),
    current: each === queue,
  }))
  const dialog = { cancel: common('cancel'), close: common('close') }
  return (
    <>
      <div className="mt-4 flex flex-wrap items-end justify-between gap-3">
        <SegmentedLinks label={t('queues.label')} items={segments} />
        <QueueFilters params={params} assignees={assignees} t={t} />
      </div>
      <SavedViews views={views} query={queryOf(params)} t={t} labels={dialog} />
      <Panel className="mt-3">
        <QueueTable
          {...{ complaints, nowMs, locale, t }}
          isClosed={queue === 'closed'}
          empty={<EmptyState title={t(`empty.${queue}`)}>{t(isNarrowed ? 'empty.narrowed' : 'empty.text')}</EmptyState>}
        />
        <KeysetPages
          newerHref={after ? complaintsHref(params, {}) : null}
          olderHref={next && complaintsHref(params, { after: next })}
          labels={{ pages: common('pages'), newer: t('pages.first'), older: t('pages.next') }}
        />
      </Panel>
    </>
  )
}
