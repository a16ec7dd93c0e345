import { expect, test } from 'vitest'
import { askToKeep } from './use-kept-storage.ts'

const yes = async () => true
const no = async () => false
const fails = async () => {
  throw new Error('not here')
}

test.each([
  ['promised before', { persisted: yes, persist: no }, true],
  ['promised now', { persisted: no, persist: yes }, true],
  ['refused', { persisted: no, persist: no }, false],
  ['refused by a browser that cannot say what it promised', { persist: no }, false],
  ['cannot be asked', {}, false],
  ['no storage at all', undefined, false],
  ['fails', { persisted: fails, persist: yes }, false],
])('%s', async (_case, storage, kept) => {
  expect(await askToKeep(storage)).toBe(kept)
})
