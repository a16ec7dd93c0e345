import { setTimeout as pause } from 'node:timers/promises'
import type { Card } from './draw-card.ts'
import type { Binding, CodeKey, Presentation } from './history.ts'
import type { HttpAnswer, Sender } from './open-sender.ts'
import type { Recorder } from './record-history.ts'
import type { Random } from './seeded-random.ts'

export type World = {
  recorder: Recorder
  /** Request ids that have been answered. */
  answered: Set<string>
  /** Some that are sent once more when all is calm. */
  remembered: Sent[]
  isOver: () => boolean
}
export type Client = { number: number; random: Random; sender: Sender; world: World; drawRequestId: () => string }

/** What is typed for which payment. `key` null: a code of nobody's. */
export type Typed = { card: Card; key: CodeKey | null; code: string; binding: Binding; named?: string }
export type Sent = { requestId: string; body: string }

const TRIES_WHEN_OVER = 30
const REMEMBERED_PERCENT = 3
// A terminal that mostly guesses is refused for minutes: nothing is done under that request id.
const REFUSALS_MAX = 8

/** Gives one use of a code its request id and its bytes; they are the same however often and wherever it is sent. */
export function prepare({ world, random, drawRequestId }: Client, typed: Typed, requestId = drawRequestId()): Sent {
  const { card, key: codeKey, code, binding, named } = typed
  const { merchantId, terminalId, processType, amount } = binding
  const of = { requestId, pan: card.pan, pinKind: 'second', code, processType, amount }
  const body = JSON.stringify({ ...of, payee: { merchantId, terminalId }, otpRequestId: named })
  const presentation: Presentation = {
    requestId,
    guardId: card.guardId,
    codeKey,
    isWellFormed: /^[0-9]{5,8}$/.test(code),
    namedOtpRequestId: named ?? null,
    binding,
  }
  if (!world.recorder.history.presentations.has(requestId)) world.recorder.presents(presentation)
  if (random.chance(REMEMBERED_PERCENT)) world.remembered.push({ requestId, body })
  return { requestId, body }
}

/** Sends it once and takes what comes. */
export async function sendOnce(client: Client, { requestId, body }: Sent, server: number): Promise<HttpAnswer | null> {
  const { recorder, answered } = client.world
  const sent = recorder.sends({ requestId, client: client.number, server })
  const answer = await client.sender.send(server, body)
  recorder.hears(sent, answer)
  if (answer?.status === 200) answered.add(requestId)
  return answer
}

/** As a caller does who must know: again, at either server, until it is answered. */
export async function sendUntilKnown(client: Client, sent: Sent, server: number): Promise<HttpAnswer | null> {
  let at = server
  let [triesWhenOver, refusals] = [0, 0]
  for (let tries = 0; triesWhenOver < TRIES_WHEN_OVER && refusals < REFUSALS_MAX; tries++) {
    const answer = await sendOnce(client, sent, at)
    if (answer?.status === 200) return answer
    if (answer?.status === 429) refusals += 1
    if (client.random.chance(60)) at = 1 - at
    if (client.world.isOver()) triesWhenOver += 1
    await pause(Math.min(30 * 2 ** tries, 400) + client.random.below(50))
  }
  return null
}
