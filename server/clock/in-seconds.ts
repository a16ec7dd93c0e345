/** For a person: to the millisecond. */
export function inSeconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms) / 1000
}
