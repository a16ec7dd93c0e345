import { performance } from 'node:perf_hooks'
import type { Load } from './load-protocol.ts'

type Work = { send: (connection: number, place: number) => Promise<void>; count: number }

/** Closed loop: every connection sends its next as soon as its last is answered, until time or work is over. */
export async function sendInTurn({ connections, limitMs }: Load, { send, count }: Work): Promise<number[]> {
  const latencies: number[] = []
  const startedAt = performance.now()
  let next = 0
  const work = async (connection: number): Promise<void> => {
    let sentAt = performance.now()
    while (next < count && sentAt - startedAt < limitMs) {
      await send(connection, next++)
      const answeredAt = performance.now()
      latencies.push(answeredAt - sentAt)
      sentAt = answeredAt
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)))
  return latencies
}

/**
 * Open loop: they arrive at random (exponential gaps) at their rate, and one that finds no free connection waits; each is
 * timed from when it arrived, not from when it could be sent.
 */
export async function sendAsArriving(load: Load, { send, count }: Work): Promise<number[]> {
  const { connections, limitMs, perSecond = 1 } = load
  const latencies: number[] = []
  const free = Array.from({ length: connections }, (_, connection) => connection)
  const waiting: number[] = []
  const startedAt = performance.now()
  let [next, arrivesAt, underWay] = [0, startedAt, 0]
  let failure: unknown
  const start = (connection: number, arrivedAt: number): void => {
    underWay += 1
    const sent = send(connection, next++).then(() => {
      latencies.push(performance.now() - arrivedAt)
      underWay -= 1
      const waited = waiting.shift()
      if (waited === undefined) free.push(connection)
      else start(connection, waited)
    })
    sent.catch((error) => {
      failure ??= error
    })
  }
  while (!failure && arrivesAt - startedAt < limitMs && next + waiting.length < count) {
    while (arrivesAt <= performance.now() && next + waiting.length < count) {
      const connection = free.pop()
      if (connection === undefined) waiting.push(arrivesAt)
      else start(connection, arrivesAt)
      arrivesAt += (-Math.log(1 - Math.random()) * 1000) / perSecond
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  while (!failure && underWay > 0) await new Promise((resolve) => setTimeout(resolve, 1))
  if (failure) throw failure
  return latencies
}
