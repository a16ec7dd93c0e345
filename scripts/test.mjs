import { handOver } from './launch/hand-over.mjs'

await handOver('scripts/test/test-run.ts', { patienceMs: 5_000, graceMs: 3_000 })
