import { expect, test } from 'vitest'
import { indexCanaries } from './index-canaries.ts'

const canaries = [
  { what: 'a card', forms: ['5076770000000018', '۵۰۷۶۷۷۰۰۰۰۰۰۰۰۱۸'] },
  { what: 'its neighbour', forms: ['5076770000000026'] },
  { what: 'a half', forms: ['7K3QW9ZD'] },
]
const find = indexCanaries(canaries)

test('each form is found at the start, in the middle and at the end, in any writing', () => {
  for (const { what, forms } of canaries) {
    for (const form of forms) {
      for (const text of [form, `${form} after`, `before ${form}`, `5076${form}5076`, `شمارهٔ ${form}٫`]) {
        expect(find(Buffer.from(text)), text).toEqual([what])
      }
    }
  }
})

test('what overlaps is found, and what is cut short or differs in its last sign is not', () => {
  expect(find(Buffer.from('50767700000000185076770000000026 7K3QW9ZD')).sort()).toEqual(
    canaries.map(({ what }) => what).sort(),
  )
  for (const text of ['', '5', '507677000000001', '5076770000000019', '7K3QW9Z', 'x'.repeat(40)]) {
    expect(find(Buffer.from(text)), text).toEqual([])
  }
})
