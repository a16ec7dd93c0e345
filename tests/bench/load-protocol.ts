/** `expects`: what the answer's body must hold. */
export type HttpRequest = { bytes: Buffer; expects: string }

/** What the load generator is given ahead; it begins only when told to `go`. */
export type Load = {
  connections: number
  limitMs: number
  /** Open loop: so many arrive a second whether or not earlier ones are answered; else each connection sends its next at once. */
  perSecond?: number
} & (
  | { kind: 'http'; url: string; requests: HttpRequest[] }
  | { kind: 'pg'; url: string; statement: { name: string; text: string }; values: unknown[][] }
)
export type Order = { load: Load } | 'go' | 'close'

/** `unexpected`: the first answer that was not as expected, and how many were not. */
export type LoadDone = {
  latenciesMs: Float64Array
  seconds: number
  generatorCpuMs: number
  unexpected: { count: number; first: string | null }
}
