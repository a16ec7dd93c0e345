import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { getTranslator, readLocale, readTheme } from '#app/locale.ts'
import { setLocale, setTheme } from '#app/preference-actions.ts'
import { BrandMark } from '#components/shell/brand.tsx'
import { PreferenceSwitches } from '#components/shell/preference-switches.tsx'
import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { catalogues } from '#messages/catalogue.ts'
import { signIn } from './actions.ts'
import { sayEnded } from './say-ended.ts'
import { readNext } from './search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('signIn'))('title') }
}

export default async function LoginPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [search, locale, theme] = await Promise.all([searchParams, readLocale(), readTheme()])
  const { app, signIn: labels } = catalogues[locale]
  const ended = await sayEnded()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[23rem] flex-col justify-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2.5">
        <BrandMark sizePixels={32} />
        <span className="text-lg font-bold">{app.name}</span>
      </div>
      <section className="rounded-panel border border-line bg-panel p-6">
        <h1 className="mb-4 text-lg font-bold">{labels.title}</h1>
        {ended === null ? null : (
          <Banner tone="info" className="mb-4">
            {ended}
          </Banner>
        )}
        <SignInForm action={signIn} next={readNext(search)} labels={labels} />
      </section>
      <p className="text-xs text-ink-3">{labels.notice}</p>
      <PreferenceSwitches locale={locale} theme={theme} labels={{ ...app }} actions={{ setLocale, setTheme }} />
    </main>
  )
}
