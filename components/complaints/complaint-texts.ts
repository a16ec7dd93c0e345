import type { Translator } from '#components/locale/translator.ts'

/** The texts of the complaints area, as a page hands them to what it is made of. */
export type ComplaintTexts = Translator<'complaints'>
