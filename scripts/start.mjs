import { handOver } from './launch/hand-over.mjs'

// Longer than its processes may take one after the other: nothing is lost that is under way.
await handOver('scripts/run/run.ts', { patienceMs: 100_000, graceMs: 20_000 })
