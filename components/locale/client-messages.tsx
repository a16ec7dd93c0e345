'use client'

import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl/react'
import { TIME_ZONE } from '#components/locale/locale.ts'
import { useLocale } from '#components/locale/locale-provider.tsx'
import type { Catalogue } from '#messages/catalogue.ts'

/** Gives client components below it the namespaces it is handed, and nothing more of the catalogue. */
export function ClientMessages({ messages, children }: { messages: Partial<Catalogue>; children: ReactNode }) {
  return (
    <IntlProvider locale={useLocale()} messages={messages as Catalogue} timeZone={TIME_ZONE}>
      {children}
    </IntlProvider>
  )
}
