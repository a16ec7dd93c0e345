import type { RequestKey } from '#server/requests/request-key.ts'
import type { Outcome } from '#server/requests/run-once.ts'

/** A call of the machine API, as it can be made again. */
export type Call = {
  what: string
  clientId: string
  perform: (key: RequestKey) => Promise<Outcome>
  /** Holds the answer against the model, which goes on as if the call had been made now. */
  play: (actual: Outcome) => Promise<void> | void
  /** What a repeat is answered where it is not the answer itself. */
  instead?: (actual: Outcome) => Outcome
}
export type PastCall = { call: Call; key: RequestKey; answer: Outcome }
