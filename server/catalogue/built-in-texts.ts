import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import type { Reason } from '#domain/reason/reason.ts'
import en from '#messages/reasons.en.json' with { type: 'json' }
import fa from '#messages/reasons.fa.json' with { type: 'json' }

/** What the product itself says of a reason, until an administrator has worded it otherwise. */
export function builtInTexts(reason: Reason): CatalogueTexts {
  return { fa: fa[reason], en: en[reason] }
}
