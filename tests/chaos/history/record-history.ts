import { createWriteStream, readFileSync } from 'node:fs'
import type { CardRecord, History, HistoryEvent, Look, Presentation } from './history.ts'

export type Recorder = {
  history: History
  card: (card: CardRecord) => void
  presents: (presentation: Presentation) => void
  /** Answers the number of this sending. */
  sends: (sending: { requestId: string; client: number; server: number }) => number
  hears: (sent: number, answer: { status: number; text: string } | null) => void
  looks: (look: Look) => void
  disturbs: (what: string) => void
  close: () => Promise<void>
}

/** Keeps everything in memory and in a file, one event a line, only ever adding. */
export function recordHistory(file: string, seed: number): Recorder {
  const history = emptyHistory()
  const stream = createWriteStream(file, { flags: 'wx' })
  let seq = 0
  const add = (event: HistoryEvent): void => {
    apply(history, event)
    stream.write(`${JSON.stringify(event)}\n`)
  }
  add({ event: 'run', seed })
  return {
    history,
    card: (card) => add({ event: 'card', card }),
    presents: (presentation) => add({ event: 'presents', presentation }),
    sends: (sending) => {
      add({ event: 'sends', seq: seq++, atMs: Date.now(), ...sending })
      return history.attempts.length - 1
    },
    hears: (sent, answer) => {
      const { status = null, text = null } = answer ?? {}
      add({ event: 'hears', seq: seq++, atMs: Date.now(), sent, status, text })
    },
    looks: (look) => add({ event: 'looks', look }),
    disturbs: (what) => add({ event: 'disturbs', atMs: Date.now(), what }),
    close: () => new Promise((closed) => stream.end(closed)),
  }
}

/** The history that a file holds, for checking it again. */
export function readHistory(file: string): History {
  const history = emptyHistory()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line !== '') apply(history, JSON.parse(line) as HistoryEvent)
  }
  return history
}

export function emptyHistory(): History {
  return { cards: new Map(), presentations: new Map(), attempts: [], looks: [] }
}

function apply({ cards, presentations, attempts, looks }: History, event: HistoryEvent): void {
  switch (event.event) {
    case 'card':
      cards.set(event.card.guardId, event.card)
      break
    case 'presents':
      presentations.set(event.presentation.requestId, event.presentation)
      break
    case 'sends': {
      const { seq: beganSeq, requestId, client, server } = event
      attempts.push({ requestId, client, server, beganSeq, endedSeq: null, status: null, text: null })
      break
    }
    case 'hears': {
      const attempt = attempts[event.sent]
      if (attempt) Object.assign(attempt, { endedSeq: event.seq, status: event.status, text: event.text })
      break
    }
    case 'looks':
      looks.push(event.look)
      break
  }
}
