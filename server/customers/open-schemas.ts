import { wordsSchema } from '#server/field-schemas.ts'

/** Why an operator opens a customer of another branch. */
export const openReasonSchema = wordsSchema({ min: 3, max: 300 })
