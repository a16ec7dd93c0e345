import fc from 'fast-check'

/** So many times the random cases a property usually gets: whatever lowers the usual number lowers these with it. */
export function timesUsualRuns(factor: number): { numRuns: number } {
  return { numRuns: factor * (fc.readConfigureGlobal()?.numRuns ?? 100) }
}
