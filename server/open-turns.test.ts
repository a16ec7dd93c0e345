import { expect, test } from 'vitest'
import { openTurns } from '#server/open-turns.ts'

test('no more run at once than may, each in its turn, and a failure gives its place to the next', async () => {
  const inTurn = openTurns({ atOnceMax: 2, waitingMax: 10 })
  let running = 0
  let most = 0
  const began: number[] = []
  const work = (place: number) =>
    inTurn(async () => {
      began.push(place)
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 5))
      running -= 1
      if (place % 3 === 0) throw new Error('failed')
    }).catch(() => {})
  await Promise.all([0, 1, 2, 3, 4, 5, 6].map(work))
  expect([most, running]).toEqual([2, 0])
  expect(began).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('when too many wait the next is told that it is busy', async () => {
  const inTurn = openTurns({ atOnceMax: 1, waitingMax: 1 })
  let end = (): void => {}
  const first = inTurn(
    () =>
      new Promise<void>((done) => {
        end = done
      }),
  )
  const second = inTurn(async () => 'second')
  await expect(inTurn(async () => 'third')).rejects.toMatchObject({ code: 'busy' })
  end()
  await first
  expect(await second).toBe('second')
})
