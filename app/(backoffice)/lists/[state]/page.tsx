import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import type { ReactNode } from 'react'
import { drawCeilingOf } from '#app/(backoffice)/ceilings/say-ceiling.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator, getTranslators } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { FoundCustomers } from '#components/customers/found-customers.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { CustomerState } from '#server/overview/list-customers-by-state.ts'
import { listHref, readPlaceInList } from './search-params.ts'

type Props = { params: Promise<{ state: string }>; searchParams: Promise<SearchParams> }

const states: readonly string[] = ['locked', 'pending'] satisfies CustomerState[]

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { state }] = await Promise.all([getTranslator('home'), params])
  return { title: states.includes(state) ? t(`lists.${state as CustomerState}`) : undefined }
}

/** The customers that a counter of the home page counts. */
export default async function CustomersInStatePage({ params, searchParams }: Props) {
  const [{ state: named }, search] = await Promise.all([params, searchParams])
  if (!states.includes(named)) notFound()
  const state = named as CustomerState
  const { locale, nowMs } = await readRequest()
  const [t, customers] = await getTranslators('home', 'customers')
  const afterId = readPlaceInList(search)
  const list = await orLeave(ask('list-customers-by-state', { state, afterId })).catch(tellCeiling)
  if ('refused' in list) {
    return (
      <>
        <PageHeader title={t(`lists.${state}`)} actions={<LinkButton href="/">{t('lists.back')}</LinkButton>} />
        <Banner tone="error" className="mt-4">
          {list.refused}
        </Banner>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={t(`lists.${state}`)}
        sub={list.isOwnBranchOnly ? t('lists.ownBranch') : null}
        actions={<LinkButton href="/">{t('lists.back')}</LinkButton>}
      />
      {list.customers.length === 0 ? (
        <Panel className="mt-4">
          <EmptyState title={t(`lists.${state}Empty`)}>{t('lists.emptyText')}</EmptyState>
        </Panel>
      ) : (
        <FoundCustomers
          found={{ customers: list.customers, more: false }}
          nowMs={nowMs}
          locale={locale}
          t={customers}
          title={customers('title')}
        />
      )}
      {list.nextAfterId ? (
        <div className="mt-3 flex justify-end">
          <LinkButton href={listHref(state, list.nextAfterId)} rel="next">
            {t('lists.next')}
          </LinkButton>
        </div>
      ) : null}
    </>
  )
}

async function tellCeiling(error: unknown): Promise<{ refused: ReactNode }> {
  return { refused: await drawCeilingOf(error, { isKept: false }) }
}
