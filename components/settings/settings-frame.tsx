import type { ReactNode } from 'react'
import type { Translator } from '#components/locale/translator.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'

const sections = {
  clients: '/settings',
  staff: '/settings/staff',
  policy: '/settings/policy',
  branches: '/settings/branches',
  catalogue: '/settings/catalogue',
}

type SettingsFrameProps = {
  current: keyof typeof sections
  t: Translator<'settings'>
  actions?: ReactNode
  children: ReactNode
}

/** The title and the sections that every page of the settings has. */
export function SettingsFrame({ current, t, actions, children }: SettingsFrameProps) {
  return (
    <>
      <PageHeader title={t('title')} actions={actions} />
      <div className="mt-3 mb-4 flex">
        <SegmentedLinks
          label={t('sections.label')}
          items={Object.entries(sections).map(([name, href]) => ({
            href,
            label: t(`sections.${name as keyof typeof sections}`),
            current: name === current,
          }))}
        />
      </div>
      {children}
    </>
  )
}
