import type { ApprovalAct, ApprovalState } from '#domain/operator/approval.ts'
import type { ApprovalChange } from '#domain/operator/approval-facts.ts'
import type { Role } from '#domain/operator/permission.ts'

export type ApprovalPerson = { id: string; name: string; role: Role; branchName: string | null }

/** One request for a second person, as every screen shows it. */
export type ApprovalView = {
  id: string
  act: ApprovalAct
  state: ApprovalState
  customerId: string | null
  customerName: string | null
  cardId: string | null
  subjectKind: string
  subjectId: string
  /** Frozen: exactly the input of the act. */
  payload: Record<string, unknown>
  /** Frozen: what the maker saw, see `shown` of the act's step. */
  shown: Record<string, unknown>
  reason: string
  proof: string | null
  maker: ApprovalPerson
  requestedAtMs: number
  expiresAtMs: number
  checker: ApprovalPerson | null
  decidedAtMs: number | null
  decisionReason: string | null
  /** Of a stale request: what had changed when it was to be approved. */
  changes: ApprovalChange[]
  /** Approved for a branch to do, until then. */
  standingUntilMs: number | null
  doneAtMs: number | null
  isMine: boolean
  mayDecide: boolean
  mayWithdraw: boolean
}
