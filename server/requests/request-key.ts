/** Whose request this is and which (docs/channel-api §2); `keptSeconds`: how long a stored answer is answered again. */
export type RequestKey = {
  clientId: string
  requestId: string
  bodyMac: Buffer
  nowMs: number
  keptSeconds: number
  /** The version of the channel client whose secret signed the request; who is no channel client has none. */
  clientVersion?: number
}
