/** Whose request this is and which (docs/channel-api §2); `keptSeconds`: how long a stored answer is answered again. */
export type RequestKey = {
  clientId: string
  requestId: string
  bodyMac: Buffer
  nowMs: number
  keptSeconds: number
  /** The revision of the channel client as it was when the request was let in; who is no channel client has none. */
  clientRevision?: number
}
