import { expect, test } from 'vitest'
import { complaintKinds, complaintOutcomes } from '#domain/complaint/complaint.ts'
import { catalogues } from '#messages/catalogue.ts'

test.each(['fa', 'en'] as const)(
  'every kind and outcome has one word, the same on the complaint and in the events (%s)',
  (locale) => {
    const { complaints, audit } = catalogues[locale]
    const inEvents: Readonly<Record<string, string>> = audit.values
    expect(Object.keys(complaints.kinds).sort()).toEqual([...complaintKinds].sort())
    expect(Object.keys(complaints.outcomes).sort()).toEqual([...complaintOutcomes].sort())
    const words: [string, string][] = [...Object.entries(complaints.kinds), ...Object.entries(complaints.outcomes)]
    expect(new Set(words.map(([, word]) => word)).size).toBe(words.length)
    for (const [name, word] of words) expect(inEvents[name], name).toBe(word)
  },
)
