import type { Logger } from 'pino'
import type { Policy } from '#domain/operator/policy.ts'
import type { Clock } from '#server/clock/watch-clock.ts'
import type { Pool } from '#server/database.ts'
import type { ChannelKeys } from '#server/keys.ts'
import type { OperatorAsks } from '#server/operator-acts/operator-asks.ts'

/** What the use cases of the channel server work with. `policy()` is read again from the database every second. */
export type ChannelServices = {
  pool: Pool
  keys: ChannelKeys
  policy: () => Policy
  log: Logger
  institution: Institution
  demo: boolean
}

/**
 * What the channel server itself works with beside its use cases: whether its own time may be believed, and for what operators
 * ask connections of their own, planned as searches are and not as payments are.
 */
export type ServingServices = ChannelServices & { clock: Clock; desk: Pool }

/**
 * What the use cases of the web process work with: no key that opens or makes a code, and a role that only reads. What one of
 * them has to write all the same it asks of the channel server, by `asks`; where there is none, it writes itself.
 */
export type WebServices = {
  pool: Pool
  policy: () => Policy
  asks?: OperatorAsks
  institution: Institution
  demo: boolean
}

/** What a read of the back office needs of them, whichever process makes it. */
export type DeskServices = Pick<WebServices, 'pool' | 'policy'>

export type WorkerServices = { pool: Pool; policy: () => Policy; log: Logger; institution: Institution; demo: boolean }

/** How the bank names itself in an SMS, and whom the customer calls. */
export type Institution = { name: string; supportPhone: string }
