import type { ReactNode } from 'react'
import { readLocale, readTheme } from '#app/locale.ts'
import { setLocale, setTheme } from '#app/preference-actions.ts'
import { Shell } from '#components/shell/shell.tsx'
import { findCustomer, signOut } from './shell-actions.ts'
import { readShellData } from './shell-data.ts'
import { readShellLabels } from './shell-labels.ts'

export default async function BackOfficeLayout({ children }: { children: ReactNode }) {
  const [data, locale, theme, labels] = await Promise.all([
    readShellData(),
    readLocale(),
    readTheme(),
    readShellLabels(),
  ])
  return (
    <Shell
      data={data}
      locale={locale}
      theme={theme}
      labels={labels}
      actions={{ find: findCustomer, setLocale, setTheme, signOut }}
    >
      {children}
    </Shell>
  )
}
