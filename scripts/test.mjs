import { handOver } from './hand-over.mjs'

handOver('test-run.ts')
