import type { ReactNode } from 'react'
import { readLocale, readTheme } from '#app/locale.ts'
import { setLocale, setTheme } from '#app/preference-actions.ts'
import { BrandMark } from '#components/shell/brand.tsx'
import { PreferenceSwitches } from '#components/shell/preference-switches.tsx'
import { SimulatorNavigation } from '#components/simulators/simulator-navigation.tsx'
import { catalogues } from '#messages/catalogue.ts'
import { demoOnly } from './demo-only.ts'

export default async function SimulatorsLayout({ children }: { children: ReactNode }) {
  await demoOnly()
  const [locale, theme] = await Promise.all([readLocale(), readTheme()])
  const { app, simulators } = catalogues[locale]
  const links = [
    { href: '/simulators', label: simulators.title },
    { href: '/simulators/atm', label: simulators.atm.title },
    { href: '/simulators/payment', label: simulators.payment.title },
    { href: '/simulators/phone', label: simulators.phone.title },
    { href: '/rima', label: simulators.rima.title },
    { href: '/', label: simulators.backOffice.title },
  ]
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-panel px-5 py-2.5 print:hidden">
        <p className="flex items-center gap-2 font-bold">
          <BrandMark />
          {app.name}
        </p>
        <SimulatorNavigation label={simulators.title} links={links} />
        <div className="ms-auto">
          <PreferenceSwitches locale={locale} theme={theme} labels={{ ...app }} actions={{ setLocale, setTheme }} />
        </div>
      </header>
      <main id="content" className="mx-auto w-full max-w-6xl flex-1 px-5 py-6">
        {children}
      </main>
    </div>
  )
}
