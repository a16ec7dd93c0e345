import { deepStrictEqual } from 'node:assert/strict'
import type fc from 'fast-check'
import type { Outcome } from '#server/requests/run-once.ts'
import type { Side } from './calls-verification.ts'
import { compare } from './compare.ts'
import { newKey } from './model-fixture.ts'
import type { Call, PastCall } from './past-call.ts'
import type { World } from './world.ts'

/** One command of a sequence: what it is in words, when it can be given, and what it does to both sides. */
export type Act = { words: string; can?: (world: World) => boolean; run: (side: Side) => Promise<void> }

/** After every command each row of the customer is held against the model. */
export class Step implements fc.AsyncCommand<World, Side> {
  readonly #act: Act
  constructor(act: Act) {
    this.#act = act
  }

  check(world: Readonly<World>): boolean {
    return this.#act.can?.(world) ?? true
  }

  async run(world: World, side: Side): Promise<void> {
    tick(world)
    world.reach('commands')
    side.logged = []
    await this.#act.run(side)
    await compare(world, side.real, side.logged)
  }

  toString(): string {
    return this.#act.words
  }
}

/** No two commands share an instant. */
function tick(world: World): void {
  world.nowMs += 1
  world.latestMs = Math.max(world.latestMs, world.nowMs)
}

export const DAY_MS = 86_400_000
const isKept = (status: number): boolean => (status >= 200 && status < 300) || status === 409
const plain = (outcome: Outcome): unknown => JSON.parse(JSON.stringify(outcome))

/** Makes a call, or the same call twice at once: then both are answered as one. */
export async function makeCall({ world }: Side, call: Call, { twins = false } = {}): Promise<void> {
  const key = newKey(call.clientId, world.nowMs)
  const answers = await Promise.all(Array.from({ length: twins ? 2 : 1 }, () => call.perform(key)))
  const [answer] = answers
  if (answer === undefined) throw new Error('a call is answered')
  for (const other of answers) deepStrictEqual(plain(other), plain(answer), 'twins are answered alike')
  for (const own of isKept(answer.status) ? [answer] : answers) await call.play(own)
  world.calls.push({ call, key, answer })
  if (twins) world.reach('twins')
}

/** Several calls at once, in the order given: what one card is asked is done one after another. */
export async function makeCallsAtOnce({ world }: Side, calls: readonly Call[]): Promise<void> {
  const asked = calls.map((call) => ({ call, key: newKey(call.clientId, world.nowMs) }))
  const answers = await Promise.all(asked.map(({ call, key }) => call.perform(key)))
  for (const [place, { call, key }] of asked.entries()) {
    const answer = answers[place]
    if (answer === undefined) throw new Error('a call is answered')
    await call.play(answer)
    world.calls.push({ call, key, answer })
  }
}

export function pastCall({ calls }: World, back: number): PastCall | undefined {
  return calls.at(-1 - (back % calls.length))
}

/** §2: a request id again. Kept for 24 hours it is answered as before and does nothing; else it is made again. */
export async function repeatCall({ world }: Side, back: number, { asAnother }: { asAnother: boolean }): Promise<void> {
  const past = pastCall(world, back)
  if (past === undefined) return
  const { call, answer } = past
  const key = { ...past.key, nowMs: world.nowMs }
  const isStored = isKept(answer.status) && world.nowMs - past.key.nowMs <= DAY_MS
  if (asAnother) {
    if (!isStored) return
    const refused = await call.perform({ ...key, bodyMac: Buffer.alloc(32, 7) })
    deepStrictEqual(refused, { status: 422, body: { code: 'request_id_reused' } })
    world.reach('repeat: request_id_reused')
    return
  }
  const again = await call.perform(key)
  if (isStored) {
    deepStrictEqual(plain(again), plain(call.instead?.(answer) ?? answer))
    world.reach('repeat: as stored')
    return
  }
  world.reach('repeat: anew')
  await call.play(again)
  Object.assign(past, { key, answer: again })
}
