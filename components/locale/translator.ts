import type { createTranslator } from 'use-intl/core'
import type { Catalogue, Namespace } from '#messages/catalogue.ts'

/** What `getTranslator` answers, for a server component that takes its words as a prop. */
export type Translator<N extends Namespace> = ReturnType<typeof createTranslator<Catalogue, N>>
