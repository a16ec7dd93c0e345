import type { RimaRecords, RimaStore } from './rima-store.ts'

/** The store of the tests; it clones like IndexedDB, so that nothing is shared by reference. */
export function createMemoryRimaStore(): RimaStore & { records: Partial<RimaRecords> } {
  const records: Partial<RimaRecords> = {}
  return {
    records,
    read: async (name) => structuredClone(records[name]),
    update: async (name, change) => {
      const changed = change(structuredClone(records[name]))
      if (changed === undefined) delete records[name]
      else records[name] = structuredClone(changed)
      return structuredClone(changed)
    },
  }
}
