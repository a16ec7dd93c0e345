import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslator } from '#app/locale.ts'
import { readRequest } from '#app/request.ts'
import { FindForm } from '#components/customers/find-form.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { isAllowed } from '#domain/operator/permission.ts'
import { find } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator('customers')
  return { title: t('title') }
}

export default async function CustomersPage() {
  const { operator } = await readRequest()
  const t = await getTranslator('customers')
  if (!isAllowed(operator.role, 'customer:find')) notFound()
  return (
    <>
      <PageHeader title={t('title')} />
      <FindForm
        action={find}
        operatorId={operator.id}
        labels={{
          label: t('find.label'),
          hint: t('find.hint'),
          submit: t('find.submit'),
          pending: t('find.pending'),
        }}
        start={
          <Panel className="mt-4">
            <EmptyState title={t('find.startTitle')}>{t('find.startText')}</EmptyState>
          </Panel>
        }
      />
    </>
  )
}
