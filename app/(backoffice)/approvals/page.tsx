import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { ActKeys } from '#components/approvals/act-keys.tsx'
import { ApprovalTable } from '#components/approvals/approval-table.tsx'
import { ApprovalTabs } from '#components/approvals/approval-tabs.tsx'
import { KeysetPages } from '#components/data-table/keyset-pages.tsx'
import { ListAndDetail } from '#components/data-table/list-and-detail.tsx'
import { RowKeys } from '#components/data-table/row-keys.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { approvalActs, mayCheckApproval } from '#domain/operator/approval.ts'
import { listApprovals } from '#server/approvals/list-approvals.ts'
import { OpenApproval } from './open-approval.tsx'
import { readApprovalTexts } from './read-approval-texts.ts'
import { approvalsHref, readApprovalsQuery } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('approvals'))('title') }
}

/** What waits for the operator, what they asked for, and what has ended; a row opens its request beside the list. */
export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { services, ctx, operator, nowMs } = await readRequest()
  const { role } = operator
  const common = await getTranslator('common')
  const [search, texts] = await Promise.all([searchParams, readApprovalTexts()])
  const { t, locale } = texts
  const checks = approvalActs.some((act) => mayCheckApproval(role, act))
  const { tab = checks ? 'waiting' : 'mine', open, before, after } = readApprovalsQuery(search)
  const list = await orLeave(listApprovals(services, ctx, { tab, beforeId: before, afterId: after }))
  if (list.rows.length === 0 && (before || after)) redirect(approvalsHref({ tab }))
  const isAdmin = role === 'admin'
  const place = { tab, before, after }
  return (
    <>
      <PageHeader title={t('title')} sub={t('sub')} />
      <div className={`mt-3 flex ${open ? 'max-xl:hidden' : ''}`}>
        <ApprovalTabs current={tab} counts={list.counts} checks={checks} locale={locale} t={t} hrefOf={approvalsHref} />
      </div>
      <ListAndDetail
        detail={
          open ? (
            <Suspense key={open} fallback={<Skeleton lines={8} label={common('loading')} />}>
              <OpenApproval approvalId={open} closeHref={approvalsHref(place)} texts={texts} />
            </Suspense>
          ) : null
        }
      >
        <ApprovalTable
          rows={list.rows}
          caption={t(`tabs.${tab}`)}
          hrefOf={(id) => approvalsHref({ ...place, open: id })}
          openId={open ?? null}
          nowMs={nowMs}
          isOwnList={tab === 'mine'}
          texts={texts}
          empty={{
            title: t(`empty.${tab}`),
            text: t(tab === 'mine' && isAdmin ? 'empty.minePolicyText' : `empty.${tab}Text`),
          }}
        />
        <KeysetPages
          newerHref={list.newerThanId && approvalsHref({ tab, after: list.newerThanId })}
          olderHref={list.olderThanId && approvalsHref({ tab, before: list.olderThanId })}
          labels={{ pages: common('pages'), newer: common('newer'), older: common('older') }}
        />
      </ListAndDetail>
      <RowKeys />
      <ActKeys />
    </>
  )
}
