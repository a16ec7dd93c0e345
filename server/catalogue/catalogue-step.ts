import { checkCatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { listTextDifferences } from '#domain/reason/list-text-differences.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import { changeCatalogue, findVersionInForce, holdCatalogue } from '#server/catalogue/catalogue-repository.ts'
import { catalogueChangeSchema } from '#server/catalogue/catalogue-schemas.ts'

/** A wording of one reason, asked for by one administrator and put in force by another. */
export const catalogueStep: ApprovalStep = defineStep({
  payloadSchema: catalogueChangeSchema,
  hold: (tx, { reason }) => holdCatalogue(tx, reason),
  read: async (sql, _ctx, { reason, texts }) => {
    const builtIn = builtInTexts(reason)
    const inForce = await findVersionInForce(sql, reason)
    const isValid = checkCatalogueTexts(texts, builtIn).length === 0
    const differences = listTextDifferences(inForce?.texts ?? builtIn, texts)
    return {
      customerId: null,
      cardId: null,
      kind: 'reason',
      id: reason,
      key: reason,
      facts: { version: inForce?.version ?? 0 },
      shown: { reason, wording: differences },
      refusal: isValid ? (differences.length === 0 ? 'catalogue_unchanged' : null) : 'catalogue_invalid',
    }
  },
  carryOut: async (tx, ctx, { payload, subject, reason, maker, trace }) => {
    const version = await changeCatalogue(tx, trace.approvalId)
    const data = { ...trace, reason: payload.reason, version, ...subject.shown }
    const about = { kind: 'reason', id: payload.reason }
    await recordAuditEvent(tx, ctx, { action: 'catalogue.changed', subject: about, reason, data }, maker)
  },
})
