import type { History } from './history.ts'

/**
 * The history as it is at this moment, to be read when it has gone on: what is answered later is not known in it. A look
 * at the database after the cut must show all that was answered before.
 */
export function cutHistory({ cards, presentations, attempts, looks }: History): () => History {
  const [cardsBefore, sentBefore, looksBefore] = [new Map(cards), attempts.length, looks.length]
  const open = new Set(attempts.flatMap(({ endedSeq }, place) => (endedSeq === null ? [place] : [])))
  return () => ({
    cards: cardsBefore,
    presentations,
    attempts: attempts.slice(0, sentBefore).map((attempt, place) => {
      return open.has(place) ? { ...attempt, endedSeq: null, status: null, text: null } : attempt
    }),
    looks: looks.slice(0, looksBefore),
  })
}
