import { expect, test } from 'vitest'
import { Concurrency } from '#channel/admission/concurrency.ts'

/** So many windows of a tenth of a second, each with twenty calls that took so long. */
function measure(concurrency: Concurrency, serviceMs: number, windows: number, fromMs = 0): number {
  for (let n = 0; n < windows * 20; n++) concurrency.measure(serviceMs, fromMs + (n + 1) * 5)
  return fromMs + windows * 100
}

test('while calls are answered in time, as many as allowed may be under way', () => {
  const concurrency = new Concurrency(256, 50)
  measure(concurrency, 40, 100)
  expect(concurrency.limit).toBe(256)
})

test('when they wait for each other, fewer are let in, but never fewer than one batch', () => {
  const concurrency = new Concurrency(256, 50)
  measure(concurrency, 60, 2)
  expect(concurrency.limit).toBeLessThan(256)
  measure(concurrency, 60, 100, 1_000)
  expect(concurrency.limit).toBe(64)
})

test('once they are quick again the limit comes back, more slowly than it went', () => {
  const concurrency = new Concurrency(256, 50)
  const slowUntilMs = measure(concurrency, 500, 20)
  const backMs = measure(concurrency, 5, 10, slowUntilMs)
  expect(concurrency.limit).toBeGreaterThan(100)
  expect(concurrency.limit).toBeLessThan(200)
  measure(concurrency, 5, 100, backMs)
  expect(concurrency.limit).toBe(256)
})

test('a few slow calls are no reason', () => {
  const concurrency = new Concurrency(256, 50)
  for (let n = 0; n < 10; n++) concurrency.measure(5_000, 1_000 + n)
  expect(concurrency.limit).toBe(256)
})

test('who allows fewer than a batch has fewer', () => {
  const concurrency = new Concurrency(8, 50)
  measure(concurrency, 500, 20)
  expect(concurrency.limit).toBe(8)
})
