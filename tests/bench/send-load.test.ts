import { expect, test } from 'vitest'
import type { Load } from './load-protocol.ts'
import { sendAsArriving, sendInTurn } from './send-load.ts'

const SERVICE_MS = 20
const serve = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, SERVICE_MS))
}
const load: Load = { kind: 'http', url: '', requests: [], connections: 1, limitMs: 5_000 }

test('a closed loop sends each thing once, and the next only when the last is answered', async () => {
  const sent: number[] = []
  let underWay = 0
  const send = async (_: number, place: number): Promise<void> => {
    sent.push(place)
    expect(++underWay).toBeLessThanOrEqual(3)
    await serve()
    underWay -= 1
  }
  const latencies = await sendInTurn({ ...load, connections: 3 }, { send, count: 10 })
  expect(sent).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(latencies).toHaveLength(10)
})

test('an open loop goes on arriving when nothing is answered, and times what waited from its arrival', async () => {
  const latencies = await sendAsArriving({ ...load, perSecond: 2_000 }, { send: serve, count: 10 })
  expect(latencies).toHaveLength(10)
  // All ten arrive within a few milliseconds; the last is answered after the nine before it.
  expect(latencies.at(-1)).toBeGreaterThan(7 * SERVICE_MS)
})

test('a connection that breaks ends either loop with its error', async () => {
  const send = async (): Promise<void> => {
    throw new Error('broken')
  }
  await expect(sendInTurn(load, { send, count: 10 })).rejects.toThrow('broken')
  await expect(sendAsArriving({ ...load, perSecond: 100 }, { send, count: 10 })).rejects.toThrow('broken')
})

test('an open loop ends at its limit, with everything that had arrived answered', async () => {
  const latencies = await sendAsArriving(
    { ...load, connections: 64, perSecond: 500, limitMs: 100 },
    { send: serve, count: 1_000 },
  )
  expect(latencies.length).toBeGreaterThan(0)
  expect(latencies.length).toBeLessThan(500)
})
