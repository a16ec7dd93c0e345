import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inProject } from '../../scripts/project-root.ts'
import { type Bench, verifying } from './contenders.ts'
import type { Contender } from './run-rounds.ts'

export type BarePost<Name extends string> = { contender: Contender<Name>; stop: () => void }

/** The same bytes posted to a server with nothing behind it, in a process of its own. */
export async function startBarePost<Name extends string>(bench: Bench, name: Name): Promise<BarePost<Name>> {
  const child = spawn(process.execPath, [inProject('tests/bench/bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (!child.stdout) throw new Error('The bare server says nothing')
  const [line] = await once(child.stdout, 'data')
  const url = String(line).trim()
  const uses = verifying(bench, name, { method: 'app' })
  let made: Awaited<ReturnType<typeof uses.prepare>> | null = null
  const prepare: Contender['prepare'] = async (count) => {
    // Nothing is used up: a few hundred requests go round and round.
    made ??= await uses.prepare(500)
    if (made.kind !== 'http') throw new Error('not a request')
    const few = made.requests
    return {
      kind: 'http',
      url,
      requests: Array.from({ length: count }, (_, n) => few[n % few.length] as (typeof few)[0]),
    }
  }
  const contender = { ...uses, serverPid: child.pid ?? null, prepare }
  return { contender, stop: () => void child.kill('SIGTERM') }
}
