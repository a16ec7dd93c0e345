import { EmptyState } from '#components/ui/empty-state.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { getTranslator } from '../locale.ts'
import { readFindKeys } from './shell-labels.ts'

export default async function HomePage() {
  const [t, findKeys] = await Promise.all([getTranslator('home'), readFindKeys()])
  return (
    <>
      <PageHeader title={t('title')} />
      <Panel className="mt-4">
        <EmptyState
          title={t('startTitle')}
          action={
            <LinkButton href="/customers" variant="primary">
              {t('startAction')}
            </LinkButton>
          }
        >
          {t.rich('startText', { key: () => <Kbd>{findKeys}</Kbd> })}
        </EmptyState>
      </Panel>
    </>
  )
}
