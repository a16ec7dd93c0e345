import { expect, test } from 'vitest'
import { catalogues } from '#messages/catalogue.ts'

function* sentencesOf(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part
  else for (const each of Object.values(part as object)) yield* sentencesOf(each)
}

test('a masked number inside a Persian sentence stands apart from it, or its two ends would change places', () => {
  const naming = [...sentencesOf(catalogues.fa.customers)].filter((sentence) => sentence.includes('{mobile}'))
  expect(naming.length).toBeGreaterThan(0)
  for (const sentence of naming) expect(sentence).toContain('\u2066{mobile}\u2069')
})
