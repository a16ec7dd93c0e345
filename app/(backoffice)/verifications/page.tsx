import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { readPersonalTable } from '#app/(backoffice)/read-personal-table.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { KeysetPages } from '#components/data-table/keyset-pages.tsx'
import { ListAndDetail } from '#components/data-table/list-and-detail.tsx'
import { RowKeys } from '#components/data-table/row-keys.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { FilterBar } from '#components/verifications/filter-bar.tsx'
import { LogHistogram } from '#components/verifications/log-histogram.tsx'
import { clearedHref, logHref } from '#components/verifications/log-href.ts'
import { PersonalLogTable } from '#components/verifications/personal-log-table.tsx'
import { RangeBar } from '#components/verifications/range-bar.tsx'
import { grantOf, isAllowed } from '#domain/operator/permission.ts'
import { countVerifications } from '#server/verifications/count-verifications.ts'
import { listVerifications } from '#server/verifications/list-verifications.ts'
import { type LogFilterName, listedLogFields } from '#server/verifications/log-fields.ts'
import { LogActions } from './log-actions.tsx'
import { OpenVerification } from './open-verification.tsx'
import { DEFAULT_RANGE, endsBeforeStart, ranges, readLogQuery } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('verifications'))('title') }
}

export default async function VerificationLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { services, ctx, operator, locale, nowMs } = await readRequest()
  const search = await searchParams
  const [t, reasons, common] = await getTranslators('verifications', 'reasons', 'common')
  const personal = await readPersonalTable('verifications')
  const { window, filters, params, misread, typed } = readLogQuery(search, nowMs)
  if (Object.values(search).includes('')) redirect(logHref(params, {}))
  const query = { window, filters }
  const [list, counts] = await orLeave(
    Promise.all([
      listVerifications(services, ctx, { ...query, beforeId: params.before, afterId: params.after }),
      countVerifications(services, ctx, query),
    ]),
  )
  const ofOneCustomer = grantOf(operator.role, 'verification:read').scope === 'customer_in_hand'
  const kept = ofOneCustomer ? ('customer' as const) : undefined
  const misreadNames = misread.map((name) => t(`filters.${name as LogFilterName}`))
  return (
    <>
      <PageHeader
        title={ofOneCustomer ? t('titleOfCustomer') : t('title')}
        sub={
          <>
            <span>{t(counts.isCapped ? 'rowsMore' : 'rows', { count: counts.total })}</span>
            {counts.isCapped ? <span>{t('facetsOfNewest', { count: counts.total })}</span> : null}
          </>
        }
        actions={
          <>
            <LogActions
              params={params}
              window={window}
              newestId={list.rows[0]?.id ?? null}
              isCapped={counts.isCapped}
              mayExport={isAllowed(operator.role, 'verification:export')}
            />
            {filters.customer ? (
              <LinkButton href={`/customers/${filters.customer}`}>{t('verdict.customer')}</LinkButton>
            ) : null}
          </>
        }
      />
      <div className={params.open ? 'max-xl:hidden' : ''}>
        <div className="mt-3">
          <RangeBar
            params={params}
            typed={typed}
            window={window}
            ranges={ranges}
            usualRange={DEFAULT_RANGE}
            locale={locale}
            t={t}
          />
        </div>
        <FilterBar
          params={params}
          typed={typed}
          counts={counts}
          kept={kept}
          fields={listedLogFields}
          words={{ t, reasons, locale }}
        />
        {misread.length > 0 ? (
          <Banner tone="warn" className="mt-3">
            {endsBeforeStart(typed)
              ? t('filters.endsBeforeStart')
              : t('filters.misread', { names: misreadNames.join(locale === 'fa' ? '، ' : ', ') })}
          </Banner>
        ) : null}
        <LogHistogram counts={counts} window={window} params={params} nowMs={nowMs} locale={locale} t={t} />
      </div>
      <ListAndDetail
        detail={
          params.open ? (
            <Suspense key={params.open} fallback={<Skeleton lines={8} label={common('loading')} />}>
              <OpenVerification verificationId={params.open} params={params} />
            </Suspense>
          ) : null
        }
      >
        <PersonalLogTable
          rows={list.rows}
          fields={listedLogFields}
          params={params}
          clearHref={clearedHref(params, kept)}
          personal={personal}
          nowMs={nowMs}
          locale={locale}
          t={t}
          reasons={reasons}
        />
        <KeysetPages
          newerHref={list.newerThanId && logHref(params, { after: list.newerThanId, live: null })}
          olderHref={list.olderThanId && logHref(params, { before: list.olderThanId, live: null })}
          labels={{ pages: common('pages'), newer: common('newer'), older: common('older') }}
        />
      </ListAndDetail>
      <RowKeys />
    </>
  )
}
