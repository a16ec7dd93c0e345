import type { z } from 'zod'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { ChannelServices, ServingServices } from '#server/services.ts'

export type Caller = 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice' | 'device' | 'none'

export type Call<Body> = {
  /** The actor is the channel client, the device, the operator of the session header (back office), or anonymous. */
  ctx: RequestContext
  body: Body
  params: Record<string, string>
  /** Whose request this is and which, for runOnce; a GET has an empty request id. */
  key: RequestKey
  /** Caller `device` only. */
  device?: SigningDevice
}

export type Refusal = { status: number; code: string; when: string }

/** One call of the contract, as data: the server, the OpenAPI document and the tests are made of these. */
export type Route<Body = unknown> = {
  method: 'GET' | 'POST'
  /** `/v1/app/devices/:deviceId/deactivations`: a parameter whose name ends in `Id` is a UUID, else 404. */
  path: string
  caller: Caller
  summary: string
  /** Null for GET. */
  body: z.ZodType<Body> | null
  /** 16 KiB when absent. */
  bodyLimitBytes?: number
  answers: Record<number, { description: string; schema?: z.ZodType }>
  refusals: readonly Refusal[]
  /** A deactivated or blocked device may call it. */
  allowsEndedDevice?: boolean
  /** Refused (503) while this process’s clock is off: the call works with a code or token by time, or answers the time. */
  decidesByTime?: boolean
  /** The deciding read itself checks that the client is still as it signed, so it need not be read beforehand. */
  confirmsClient?: boolean
  /** Back office only: the call is made before there is an operator's session. */
  withoutOperator?: boolean
  /** Checked before the body: throws AppError rate_limited when this address has called too often. */
  limitAddress?(services: ChannelServices, ctx: RequestContext): Promise<void>
  /** Whose request an unsigned call is, for runOnce. */
  clientIdOf?(body: Body, params: Record<string, string>): string
  /**
   * A refusal is an outcome that is not 2xx: its body's `code` and other members become a problem's, and
   * its `retryAfterSeconds` the header.
   */
  handle(services: ServingServices, call: Call<Body>): Promise<Outcome>
}

/** Checks a route against its own body's type, then drops the type so that all routes fit in one list. */
export function defineRoute<Body>(route: Route<Body>): Route {
  return route as Route
}
