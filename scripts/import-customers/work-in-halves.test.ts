import { expect, test } from 'vitest'
import { workInHalves } from './work-in-halves.ts'

const items = [0, 1, 2, 3, 4, 5, 6]
const odd = (some: readonly number[]): Map<number, string> =>
  new Map(some.flatMap((item, place) => (item % 2 === 1 ? [[place, `odd ${item}`] as const] : [])))

test('what is too much at once is done in smaller parts, and answers keep their places', async () => {
  const sizes: number[] = []
  const answers = await workInHalves(items, async (some) => {
    sizes.push(some.length)
    if (some.length > 2) throw new Error('took too long')
    return odd(some)
  })
  expect([...answers]).toEqual([...odd(items)])
  expect(sizes).toEqual([7, 4, 2, 2, 3, 2, 1])
})

test('trouble that passes is waited for, trouble that stays is told', async () => {
  let tries = 0
  const passing = async (): Promise<Map<number, string>> => {
    tries += 1
    if (tries < 3) throw new Error('away')
    return odd([1])
  }
  expect([...(await workInHalves([1], passing, 1))]).toEqual([[0, 'odd 1']])
  const staying = (): Promise<Map<number, string>> => Promise.reject(new Error('gone'))
  await expect(workInHalves(items, staying, 1)).rejects.toThrow('gone')
})
