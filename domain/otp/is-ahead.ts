/** Whether an end (epoch milliseconds) is still to come at `nowMs`; null: nothing is under way that could end. */
export function isAhead(endMs: number | null, nowMs: number): endMs is number {
  return nowMs < (endMs ?? nowMs)
}
