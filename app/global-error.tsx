'use client'

import { FailedPage } from '#components/failure/failed-page.tsx'
import { directionOf, parseLocale } from '#components/locale/locale.ts'
import { LocaleProvider } from '#components/locale/locale-provider.tsx'
import './globals.css'
import './print.css'

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void }

/** Stands in for the whole document when even the frame around the pages broke. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const locale = parseLocale(typeof document === 'undefined' ? undefined : document.documentElement.lang)
  return (
    <html lang={locale} dir={directionOf(locale)}>
      <body>
        <LocaleProvider locale={locale}>
          <main>
            <FailedPage error={error} retry={retry} />
          </main>
        </LocaleProvider>
      </body>
    </html>
  )
}
