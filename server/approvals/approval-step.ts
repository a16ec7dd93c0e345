import type { z } from 'zod'
import type { ApprovalFacts } from '#domain/operator/approval-facts.ts'
import type { Sql, Transaction } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/** What an approval is about, as it stands now. */
export type ApprovalSubject = {
  /** Null where the act concerns no customer. */
  customerId: string | null
  cardId: string | null
  kind: string
  id: string
  /** Two open requests for one act may not have the same key. */
  key: string
  /** What decides about the act: when one of them is another at the decision, the request is stale. */
  facts: ApprovalFacts
  /** What the maker and the checker see, in words and figures of the record: a masked card, a model; never a secret. */
  shown: Record<string, unknown>
  /** Why the act cannot be done now, in the word that the direct act answers; null: it can. */
  refusal: string | null
}

/** Put into the audit row of the act itself, beside what the act says. */
export type ApprovalTrace = { approvalId: string; checkerId: string; checkerName: string; checkerRole: string }

/** What approved acts are done with: by the channel server alone, which has the keys. */
export type DecidingServices = Pick<ChannelServices, 'pool' | 'policy' | 'keys'>

export type ApprovedAct<Payload> = {
  services: DecidingServices
  payload: Payload
  subject: ApprovalSubject
  /** Signs the act's own audit row. */
  maker: StaffMember
  checker: StaffMember
  reason: string
  proof: string | null
  trace: ApprovalTrace
}

/** How an act that may be asked for is read, held and done; one for each of `approvalActs`, in `approval-steps.ts`. */
export type ApprovalStep<Payload = unknown> = {
  /** The input of the act, without reason and proof. */
  payloadSchema: z.ZodType<Payload>
  /** Holds every row that the act changes until the transaction ends; guards first, in the order of the direct act. */
  hold: (tx: Transaction, payload: Payload) => Promise<void>
  /** Null: there is no such thing. Who may ask about which customer is not its business. */
  read: (sql: Sql, ctx: RequestContext, payload: Payload, maker: StaffMember) => Promise<ApprovalSubject | null>
  /** Does the act in the checker's transaction with its audit row and the customer's notice; null: approved, it stands. */
  carryOut: ((tx: Transaction, ctx: RequestContext, act: ApprovedAct<Payload>) => Promise<void>) | null
}

/** Forgets the payload's type, for the table: what was stored under an act was parsed by its own schema. */
export function defineStep<Payload>(step: ApprovalStep<Payload>): ApprovalStep {
  return step as unknown as ApprovalStep
}
