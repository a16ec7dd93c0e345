import { type CatalogueFault, checkCatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { AppError } from '#server/app-error.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import { catalogueChangeSchema } from '#server/catalogue/catalogue-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * What is wrong with a wording, field by field, before it is asked for; the asking itself refuses the same.
 * @throws AppError unauthenticated, forbidden, validation_failed (not texts of a reason in two languages)
 */
export async function reviewWording(
  services: DeskServices,
  ctx: RequestContext,
  wording: { reason: string; texts: unknown },
): Promise<CatalogueFault[]> {
  await authorize(services, ctx, 'settings:read')
  const parsed = catalogueChangeSchema.safeParse(wording)
  if (!parsed.success) throw new AppError('validation_failed')
  return checkCatalogueTexts(parsed.data.texts, builtInTexts(parsed.data.reason))
}
