import { expect, test } from 'vitest'
import { defaultPolicy } from './policy.ts'
import {
  ADDRESS_QUIET_MS,
  type AddressCount,
  countAddressFailure,
  countNameFailure,
  judgeEntry,
  type Standing,
  staysKnown,
} from './sign-in-throttle.ts'

const nowMs = 1_000_000_000_000
const free: Standing = { isKnownDevice: false, shutUntilMs: null, address: null }
const judge = (standing: Partial<Standing>, atMs = nowMs) => judgeEntry({ ...free, ...standing }, defaultPolicy, atMs)
const failed = (failures: number, lastAtMs = nowMs): AddressCount => ({ failures, lastAtMs })

test('a shut name takes who is known and nobody else, until the end of its time', () => {
  const shutUntilMs = nowMs + 1
  expect(judge({ shutUntilMs })).toEqual({ kind: 'shut' })
  expect(judge({ shutUntilMs }, nowMs + 1)).toEqual({ kind: 'try' })
  expect(judge({ shutUntilMs, isKnownDevice: true })).toEqual({ kind: 'try' })
})

test.each([
  [9, 0],
  [10, 1],
  [11, 2],
  [12, 4],
  [19, 512],
  [20, 900],
  [1e9, 900],
])('after %i failures an address waits %i s, counted from the last one', (failures, seconds) => {
  const address = failed(failures)
  expect(judge({ address })).toEqual(seconds === 0 ? { kind: 'try' } : { kind: 'wait', seconds })
  expect(judge({ address }, nowMs + seconds * 1000)).toEqual({ kind: 'try' })
  if (seconds > 0) expect(judge({ address }, nowMs + seconds * 1000 - 1)).toEqual({ kind: 'wait', seconds: 1 })
})

test('who is known waits for no address', () => {
  expect(judge({ address: failed(1000), isKnownDevice: true })).toEqual({ kind: 'try' })
})

test('an address that waits as long as it must does not thereby start anew; one that is quiet for an hour does', () => {
  let address = failed(30)
  address = countAddressFailure(address, nowMs + 900_000)
  expect(address.failures).toBe(31)
  expect(countAddressFailure(address, address.lastAtMs + ADDRESS_QUIET_MS)).toMatchObject({ failures: 1 })
  expect(judge({ address }, address.lastAtMs + ADDRESS_QUIET_MS)).toEqual({ kind: 'try' })
})

test('a clock that goes back shortens no wait', () => {
  expect(countAddressFailure(failed(10), nowMs - 5000)).toEqual({ failures: 11, lastAtMs: nowMs })
})

test('the fifth failure shuts a name for half an hour and counts from nought again', () => {
  expect(countNameFailure(3, defaultPolicy, nowMs)).toEqual({ failures: 4, shutUntilMs: null })
  expect(countNameFailure(4, defaultPolicy, nowMs)).toEqual({ failures: 0, shutUntilMs: nowMs + 30 * 60_000 })
})

test('a browser is known up to the failure that fills its allowance', () => {
  expect([4, 5].map((failures) => staysKnown(failures, defaultPolicy))).toEqual([true, false])
})
