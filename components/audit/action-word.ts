import type { Translator } from '#components/locale/translator.ts'
import { type AuditAction, auditActions } from '#domain/operator/audit.ts'

type Key<A extends string> = A extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never
const known: ReadonlySet<string> = new Set(auditActions)

/** What was done, in words; messages name an action with an underscore for its dot. */
export function actionWord(action: string, t: Translator<'audit'>): string {
  return known.has(action) ? t(`actions.${action.replace('.', '_') as Key<AuditAction>}`) : t('otherAction')
}
