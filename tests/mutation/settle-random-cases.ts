import fc from 'fast-check'

// The same few cases each time, so that a mutant's fate is no matter of luck; the first failure kills, unshrunk.
fc.configureGlobal({ seed: 1405, numRuns: 20, endOnFailure: true })
