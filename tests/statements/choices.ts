/** Every way through a piece of code whose branches are not known beforehand, one after the other. */
export type Choices = {
  /** One of the options; the same key is answered alike all along one way. */
  choose: <T>(key: string, options: readonly T[]) => T
}

const WAYS_MAX = 64

/** Runs `walk` once for each way; a way is the list of its choices. */
export function walkAllWays<T>(walk: (choices: Choices) => T): T[] {
  const results: T[] = []
  const pending: number[][] = [[]]
  for (let taken = pending.pop(); taken; taken = pending.pop()) {
    if (results.length >= WAYS_MAX) throw new Error(`more than ${WAYS_MAX} ways`)
    const way = taken
    const made = new Map<string, number>()
    const choose = <O>(key: string, options: readonly O[]): O => {
      const known = made.get(key)
      const place = known ?? way[made.size] ?? 0
      if (known === undefined) {
        if (way.length <= made.size) {
          const sofar = [...made.values()]
          for (let other = 1; other < options.length; other++) pending.push([...sofar, other])
          way.push(0)
        }
        made.set(key, place)
      }
      return options[place] as O
    }
    results.push(walk({ choose }))
  }
  return results
}
