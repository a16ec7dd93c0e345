import { handOver } from './launch/hand-over.mjs'

/** `node scripts/tool.mjs <script> …`: a program that starts processes of its own, none of which outlives it. */
const [script] = process.argv.splice(2, 1)
await handOver(script, { patienceMs: 5_000, graceMs: 5_000 })
