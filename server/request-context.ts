export type OperatorActor = { kind: 'operator'; sessionId: string }
export type ChannelActor = {
  kind: 'channel'
  clientId: string
  clientKind: 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice'
  name: string
}
export type DeviceActor = { kind: 'device'; deviceId: string; name: string }
export type AnonymousActor = { kind: 'anonymous' }
export type SystemActor = { kind: 'system'; name: string }
export type Actor = OperatorActor | ChannelActor | DeviceActor | AnonymousActor | SystemActor

/** What an adapter knows of one request; `nowMs` (epoch milliseconds) is the request's only instant. */
export type RequestContext<A extends Actor = Actor> = {
  actor: A
  requestId: string
  ip: string | null
  userAgent: string | null
  nowMs: number
}
