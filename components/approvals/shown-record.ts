import type { FigureChange } from '#components/approvals/figure-diff.tsx'
import type { CeilingKind } from '#domain/operator/ceiling.ts'
import type { TextDifference } from '#domain/reason/list-text-differences.ts'
import type { Reason } from '#domain/reason/reason.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import type { ClientRow } from '#server/settings/read-settings.ts'

type CardShown = { bin: string; last4: string; pinKind: PinKind }

/** What the maker saw of the record, as far as the act concerns it. */
export type ShownRecord = Partial<CardShown> & {
  method?: 'sms' | 'app'
  model?: string
  mobile?: string | null
  lock?: string | null
  untilMs?: number | null
  reprints?: number
  coolingOffUntilMs?: number | null
  enrollments?: CardShown[]
  differences?: FigureChange[]
  /** Of a change of the catalogue: whose texts, and how they would be worded. */
  reason?: Reason
  wording?: TextDifference[]
  /** Of a channel client: who it is, for whose key its secret is sealed, and where it may call from. */
  clientId?: string
  clientName?: string
  clientKind?: Exclude<ClientRow['kind'], 'backoffice'>
  thumbprint?: string
  sources?: string[]
  sourcesBefore?: string[]
  /** Of a raise: which ceiling, and how high it is; approved, as many again. */
  ceiling?: { kind: CeilingKind; max: number }
}

export function shownOf({ shown }: Pick<ApprovalView, 'shown'>): ShownRecord {
  return shown as ShownRecord
}
