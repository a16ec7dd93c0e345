import { handOver } from '../../scripts/launch/hand-over.mjs'

await handOver('tests/stopping/busy-run.ts', { patienceMs: 2_000, graceMs: 1_000 })
