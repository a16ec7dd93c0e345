import { checkEvidence } from './keep-evidence.ts'

const [, , folder] = process.argv
if (!folder) throw new Error('Give the folder: node tests/chaos/history/check-evidence.ts /tmp/ramzban-evidence-…')
for (const violation of checkEvidence(folder)) process.stdout.write(`${JSON.stringify(violation)}\n`)
