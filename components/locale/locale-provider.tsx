'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { type Locale, languageTagOf } from '#components/locale/locale.ts'

const LocaleContext = createContext<Locale>('fa')

export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <LocaleContext value={locale}>
      <I18nProvider locale={languageTagOf(locale)}>{children}</I18nProvider>
    </LocaleContext>
  )
}

export function useLocale(): Locale {
  return useContext(LocaleContext)
}
