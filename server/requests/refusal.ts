import type { Outcome } from '#server/requests/run-once.ts'

/** A refusal of the contract's own; `untilMs` is answered as RFC 3339, and left out when there is no such time. */
export function refusal(
  status: number,
  code: string,
  { untilMs, ...fields }: { untilMs?: number | null } & Record<string, unknown> = {},
): Outcome {
  const until = typeof untilMs === 'number' ? { until: new Date(untilMs).toISOString() } : {}
  return { status, body: { code, ...fields, ...until } }
}
