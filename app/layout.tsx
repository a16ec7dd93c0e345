import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { directionOf } from '#components/locale/locale.ts'
import { LocaleProvider } from '#components/locale/locale-provider.tsx'
import type { ValidationTexts } from '#components/locale/say-invalid.ts'
import { ValidationWords } from '#components/locale/validation-words.tsx'
import { getTranslator, readLocale, readTheme } from './locale.ts'
import './globals.css'
import './print.css'

const vazirmatn = localFont({
  src: './fonts/vazirmatn.woff2',
  weight: '100 900',
  variable: '--font-vazirmatn',
  display: 'swap',
})

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1014' },
  ],
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator('app')
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, texts] = await Promise.all([readLocale(), readTheme(), readValidationTexts()])
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === 'system' ? undefined : theme}
      className={vazirmatn.variable}
    >
      <body>
        <LocaleProvider locale={locale}>
          {children}
          <ValidationWords texts={texts} />
        </LocaleProvider>
      </body>
    </html>
  )
}

async function readValidationTexts(): Promise<ValidationTexts> {
  const t = await getTranslator('validation')
  return { fill: t('fill'), choose: t('choose'), longer: t('longer', { min: '{min}' }), form: t('form') }
}
