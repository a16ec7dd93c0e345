import { handOver } from './hand-over.mjs'

handOver('run.ts')
