/** A refusal of the channel API as a simulator shows it. */
export type Refusal = { code: string; untilMs: number | null; fields: string[] }

/** Reads a problem+json body (docs/channel-api §3); of a 422 only the names of the fields, never their values. */
export function readRefusal(body: Record<string, unknown>): Refusal {
  const { code, until, errors } = body
  const untilMs = typeof until === 'string' ? Date.parse(until) : Number.NaN
  return {
    code: typeof code === 'string' ? code : 'unexpected',
    untilMs: Number.isNaN(untilMs) ? null : untilMs,
    fields: Array.isArray(errors) ? errors.map((error) => String((error as { path?: unknown }).path ?? '')) : [],
  }
}
