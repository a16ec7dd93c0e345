import { handOver } from './hand-over.mjs'

await handOver('scripts/test-run.ts', { patienceMs: 5_000, graceMs: 3_000 })
