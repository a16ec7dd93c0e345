import { cookies } from 'next/headers'
import { cache } from 'react'
import { createTranslator } from 'use-intl/core'
import { type Locale, parseLocale, parseTheme, type Theme, TIME_ZONE } from '#components/locale/locale.ts'
import { type Catalogue, catalogues, type Namespace } from '#messages/catalogue.ts'
import { web } from './services.ts'

export const LOCALE_COOKIE = 'locale'
export const THEME_COOKIE = 'theme'

export const readLocale = cache(async (): Promise<Locale> => parseLocale((await cookies()).get(LOCALE_COOKIE)?.value))

export const readTheme = cache(async (): Promise<Theme> => parseTheme((await cookies()).get(THEME_COOKIE)?.value))

/** Made once a request, however many buttons and chips of a page ask. */
export const getTranslator = cache(async <const N extends Namespace>(namespace: N) => {
  const locale = await readLocale()
  return translatorFor(locale, namespace, await readMessages(locale, namespace))
})

type Translators<N extends readonly Namespace[]> = { [I in keyof N]: Awaited<ReturnType<typeof getTranslator<N[I]>>> }

/** One of each namespace, in the order they are named. */
export async function getTranslators<const N extends readonly Namespace[]>(...namespaces: N): Promise<Translators<N>> {
  return (await Promise.all(namespaces.map((namespace) => getTranslator(namespace)))) as Translators<N>
}

/** The built-in messages, but of the reasons' catalogue what administrators have put in force. */
async function readMessages(locale: Locale, namespace: Namespace): Promise<Catalogue> {
  const messages = catalogues[locale]
  if (namespace !== 'reasons') return messages
  const edited = Object.entries(await (await web()).catalogue.read(Date.now()))
  return {
    ...messages,
    reasons: { ...messages.reasons, ...Object.fromEntries(edited.map(([reason, texts]) => [reason, texts[locale]])) },
  }
}

function translatorFor<const N extends Namespace>(locale: Locale, namespace: N, messages: Catalogue) {
  return createTranslator<Catalogue, N>({
    locale,
    messages,
    namespace: namespace as never,
    timeZone: TIME_ZONE,
  })
}

/** The namespaces a client component needs, for `<ClientMessages messages={await pickMessages('customers')}>`. */
export async function pickMessages<N extends Namespace>(...namespaces: N[]): Promise<Pick<Catalogue, N>> {
  const catalogue = catalogues[await readLocale()]
  return Object.fromEntries(namespaces.map((namespace) => [namespace, catalogue[namespace]])) as Pick<Catalogue, N>
}
