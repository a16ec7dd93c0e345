import { z } from 'zod'
import { type CataloguePart, partLengthMax } from '#domain/reason/check-catalogue-texts.ts'
import { reasons } from '#domain/reason/reason.ts'

const TOO_LONG_TO_READ = 4 * Math.max(...Object.values(partLengthMax))

/** As it is kept: one space between words, Persian letters, and an apostrophe that means nothing but itself. */
function tidy(text: string): string {
  return text
    .trim()
    .replace(/[ \t\r\n]+/g, ' ')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replaceAll("'", '’')
}

const text = z.string().max(TOO_LONG_TO_READ).transform(tidy)
const parts = z.strictObject({ title: text, explanation: text, nextStep: text, script: text } satisfies Record<
  CataloguePart,
  z.ZodType
>)

/** A wording as it is asked for; whether it can be said, `checkCatalogueTexts` decides. */
export const catalogueChangeSchema = z.strictObject({
  reason: z.enum(reasons as [(typeof reasons)[number]]),
  texts: z.strictObject({ fa: parts, en: parts }),
})
export type CatalogueChange = z.infer<typeof catalogueChangeSchema>
