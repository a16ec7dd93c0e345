/** Sent at its time, whatever became of those before. */
export type Sending = { atMs: number; bytes: Buffer }
export type Client = { name: string; sendings: Sending[] }
export type Plan = { url: string; clients: Client[] }

/** `latencyMs` counts from when it should have been sent, `lateMs` of it before it was. `status` 0: no answer. */
export type Answer = {
  atMs: number
  latencyMs: number
  lateMs: number
  /** A connection was there, and the bytes were given to it. */
  wasSent: boolean
  status: number
  retryAfter: string | null
  endsConnection: boolean
  body: string
}
export type Answers = Record<string, Answer[]>
