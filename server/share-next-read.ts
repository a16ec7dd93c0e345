type ReadTurn = { running: Promise<unknown>; next: Promise<unknown> | null }

/**
 * Lets callers that ask for the same thing while a read of it is under way share the one read after it. Nobody is
 * answered by a read that began before they asked, so what was committed by then is always seen.
 */
export function shareNextRead<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const turns = new Map<string, ReadTurn>()
  return (key) => {
    const turn = turns.get(key)
    if (turn?.next) return turn.next as Promise<T>
    const before = turn?.running
    const own: Promise<T> = (before === undefined ? Promise.resolve() : before.catch(() => {})).then(() => {
      turns.set(key, { running: own, next: null })
      return read(key)
    })
    turns.set(key, { running: before ?? Promise.resolve(), next: own })
    const forget = (): void => {
      if (turns.get(key)?.running === own && turns.get(key)?.next === null) turns.delete(key)
    }
    own.then(forget, forget)
    return own
  }
}
