import { endRun, waitForEnd } from './end-run.mjs'

/**
 * Stands beside a run, in a session of its own, until its starter closes the pipe: by ending, even by kill -9. Then the
 * script gets the time it was promised to stop by itself, and what remains of the run is ended.
 */
const run = JSON.parse(process.argv[2] ?? '')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => undefined)
let script = 0
process.stdin.on('data', (chunk) => {
  script = Number(chunk)
})
process.stdin.once('end', async () => {
  if (script > 0) await waitForEnd({ pid: script, limitMs: run.patienceMs })
  await endRun(run)
  process.exit(0)
})
