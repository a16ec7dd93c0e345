import { type ReactNode, Suspense } from 'react'
import type { Locale, Theme } from '#components/locale/locale.ts'
import { Brand } from '#components/shell/brand.tsx'
import { NavigationLinks } from '#components/shell/navigation-links.tsx'
import { PreferenceSwitches } from '#components/shell/preference-switches.tsx'
import type { FindAction, FormAction, ShellData } from '#components/shell/shell-data.ts'
import type { ShellLabels } from '#components/shell/shell-labels.ts'
import { TopBar } from '#components/shell/top-bar.tsx'
import { TravelProgress } from '#components/shell/travel-progress.tsx'
import { WhoIsSignedIn } from '#components/shell/who-is-signed-in.tsx'
import { ToastRegion } from '#components/ui/toast-region.tsx'

export type ShellProps = {
  data: ShellData
  locale: Locale
  theme: Theme
  labels: ShellLabels
  actions: { find: FindAction; setLocale: FormAction; setTheme: FormAction; signOut: FormAction }
  children: ReactNode
}

const NAVIGATION_ID = 'navigation'
const SKIP =
  'sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-control focus:bg-panel ' +
  'focus:px-4 focus:py-2 focus:text-accent focus:shadow-float'
const SIDEBAR =
  'flex-col gap-0.5 border-e border-line bg-panel px-3 py-4 text-ink print:hidden! ' +
  'md:sticky md:top-0 md:m-0 md:flex md:h-dvh md:w-auto ' +
  'max-md:fixed max-md:inset-y-0 max-md:start-0 max-md:end-auto max-md:m-0 max-md:h-dvh max-md:max-h-none max-md:w-72 ' +
  'max-md:shadow-float max-md:backdrop:bg-backdrop open:flex'

export function Shell({ data, locale, theme, labels, actions, children }: ShellProps) {
  const mayFind = data.navigation.some(({ area }) => area === 'customers')
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)] print:block">
      <a href="#content" className={SKIP}>
        {labels.skipToContent}
      </a>
      <Suspense>
        <TravelProgress label={labels.loading} />
      </Suspense>
      <nav id={NAVIGATION_ID} popover="auto" aria-label={labels.navigation} className={SIDEBAR}>
        <Brand name={labels.appName} />
        <NavigationLinks
          items={data.navigation.map((item) => ({ ...item, label: labels.areas[item.area] }))}
          waitingLabel={labels.waiting}
          locale={locale}
          navigationId={NAVIGATION_ID}
        />
        <div className="mt-auto flex flex-col gap-3 pt-6">
          <PreferenceSwitches locale={locale} theme={theme} labels={labels} actions={actions} />
          <WhoIsSignedIn operator={data.operator} labels={labels} signOut={actions.signOut} />
        </div>
      </nav>
      <div className={`min-w-0 ${mayFind ? '[--top-bar:4.5rem]' : '[--top-bar:0px]'}`}>
        <TopBar
          navigation={data.navigation}
          navigationId={NAVIGATION_ID}
          labels={labels}
          find={actions.find}
          mayFind={mayFind}
        />
        <main
          id="content"
          tabIndex={-1}
          className={`mx-auto w-full max-w-[77.5rem] px-6.5 pb-10 outline-none max-md:px-4 print:max-w-none print:p-0 ${mayFind ? '' : 'md:pt-5'}`}
        >
          {children}
        </main>
      </div>
      <ToastRegion label={labels.notifications} dismissLabel={labels.dismiss} />
    </div>
  )
}
