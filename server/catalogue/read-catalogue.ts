import { type CatalogueTexts, placeholdersOf } from '#domain/reason/check-catalogue-texts.ts'
import { type Reason, reasons } from '#domain/reason/reason.ts'
import { AppError } from '#server/app-error.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import {
  type CatalogueVersion,
  listPendingChanges,
  listTextsInForce,
  listVersions,
  type PendingChange,
} from '#server/catalogue/catalogue-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { CatalogueVersion, PendingChange } from '#server/catalogue/catalogue-repository.ts'
export type CatalogueEntry = {
  reason: Reason
  texts: CatalogueTexts
  /** 0: the built-in texts. */
  version: number
  pending: PendingChange | null
}
export type CatalogueReason = CatalogueEntry & {
  builtIn: CatalogueTexts
  /** What the texts may name, with the forms of those that have forms. */
  placeholders: { name: string; forms: readonly string[] | null }[]
  versions: CatalogueVersion[]
}

type Services = DeskServices

/**
 * Every reason with its texts in force.
 * @throws AppError unauthenticated, forbidden
 */
export async function readCatalogue(services: Services, ctx: RequestContext): Promise<CatalogueEntry[]> {
  await authorize(services, ctx, 'settings:read')
  const [edited, pending] = await Promise.all([
    listTextsInForce(services.pool),
    listPendingChanges(services.pool, ctx.nowMs),
  ])
  return reasons.map((reason) => {
    const own = edited.find((each) => each.reason === reason)
    return {
      reason,
      texts: own?.texts ?? builtInTexts(reason),
      version: own?.version ?? 0,
      pending: pending.find((each) => each.reason === reason) ?? null,
    }
  })
}

/**
 * One reason with its history.
 * @throws AppError unauthenticated, forbidden, not_found (no such reason)
 */
export async function readCatalogueReason(
  services: Services,
  ctx: RequestContext,
  { reason }: { reason: string },
): Promise<CatalogueReason> {
  await authorize(services, ctx, 'settings:read')
  const known = reasons.find((each) => each === reason)
  if (known === undefined) throw new AppError('not_found')
  const [versions, pending] = await Promise.all([
    listVersions(services.pool, known),
    listPendingChanges(services.pool, ctx.nowMs),
  ])
  const builtIn = builtInTexts(known)
  return {
    reason: known,
    builtIn,
    texts: versions[0]?.texts ?? builtIn,
    version: versions[0]?.version ?? 0,
    pending: pending.find((each) => each.reason === known) ?? null,
    placeholders: [...placeholdersOf(builtIn)].map(([name, forms]) => ({ name, forms })),
    versions,
  }
}
