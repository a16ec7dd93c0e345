import { type Bench, verifying } from './contenders.ts'
import type { Contender } from './run-rounds.ts'
import { startServer } from './start-server.ts'

export type BarePost<Name extends string> = { contender: Contender<Name>; stop: () => void }

/** The same bytes posted to a server with nothing behind it, in a process of its own. */
export async function startBarePost<Name extends string>(bench: Bench, name: Name): Promise<BarePost<Name>> {
  const { url, pid, stop } = await startServer('tests/bench/bare-server.ts')
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
  return { contender: { ...uses, serverPid: pid, prepare }, stop }
}
