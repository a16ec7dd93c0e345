import type { createTranslator } from 'use-intl/core'
import type { Catalogue } from '#messages/catalogue.ts'

/** The texts of the customers area, as a page hands them to what it is made of. */
export type CustomerTexts = ReturnType<typeof createTranslator<Catalogue, 'customers'>>
