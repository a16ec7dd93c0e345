import type { Translator } from '#components/locale/translator.ts'

/** The texts of what a search answers. */
export type FindTexts = Translator<'find'>
