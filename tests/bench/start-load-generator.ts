import { fork } from 'node:child_process'
import { once } from 'node:events'
import { inProject } from '../../scripts/project-root.ts'
import type { Load, LoadDone, Order } from './load-protocol.ts'

export type LoadGenerator = {
  /** Hands over the load and opens its connections. */
  load: (load: Load) => Promise<void>
  go: () => Promise<LoadDone>
  /** Ends the connections it holds. */
  rest: () => Promise<void>
  stop: () => void
}
type Answer = { done: LoadDone | null } | { error: string }

export function startLoadGenerator(): LoadGenerator {
  const child = fork(inProject('tests/bench/load-generator.ts'), { serialization: 'advanced' })
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The load generator ended (${code})`)
  })
  ended.catch(() => {})
  const ask = async (order: Order): Promise<LoadDone | null> => {
    const answered = once(child, 'message') as Promise<[Answer]>
    child.send(order)
    const [answer] = await Promise.race([answered, ended])
    if ('error' in answer) throw new Error(`The load generator: ${answer.error}`)
    return answer.done
  }
  return {
    load: async (load) => void (await ask({ load })),
    go: async () => {
      const done = await ask('go')
      if (!done) throw new Error('The load generator told nothing')
      return done
    },
    rest: async () => void (await ask('close')),
    stop: () => child.disconnect(),
  }
}
