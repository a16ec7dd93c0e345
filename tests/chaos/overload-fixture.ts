import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { openPool } from '#server/database.ts'
import { makeCards } from '#tests/bench/make-cards.ts'
import { type CodeSource, makeCodes } from '#tests/bench/make-codes.ts'
import { signUse } from '#tests/bench/sign-ahead.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import type { TestSigner } from '#tests/harness/sign-test-request.ts'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'
import { inProject } from '../../scripts/project-root.ts'
import { findFreePort } from '../../scripts/run/free-port.ts'
import { statusOf, waitFor } from '../../scripts/run/wait-for.ts'
import { readHeapMb } from './overload-heap.ts'
import type { Answers, Client, Plan } from './overload-plan.ts'

/** On a machine with much memory V8 collects late, and what it has not collected looks like what is held. */
const HEAP_MAX_MB = 96

export type Offer = { name: string; perSecond: number; signer: TestSigner }
export type OverloadFixture = {
  system: Processes
  signers: TestSigner[]
  /** So many uses of right codes, each of its own card, signed ahead and evenly spread over the time. */
  plan: (offers: readonly Offer[], seconds: number) => Promise<Plan>
  send: (plan: Plan) => Promise<Answers>
  untilReady: () => Promise<void>
  /** What the channel process holds, after a collection. */
  heapMb: () => Promise<number>
  stop: () => Promise<void>
}
type Wish = { clients: number; cards: number; variables: Record<string, string> }

/** A channel process with a capped capacity, as many gateway clients, cards with live codes, and a generator. */
export async function openOverloadFixture({ clients, cards, variables }: Wish): Promise<OverloadFixture> {
  const inspectorPort = await findFreePort()
  const channel = {
    ...variables,
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort} --max-old-space-size=${HEAP_MAX_MB}`,
  }
  const system = await startProcesses({ names: ['channel'], variables: { channel } })
  const superuser = openPool({ connectionString: system.superuserUrl, max: 1, applicationName: 'overload-test' })
  await makeCards(superuser, system.keys, { method: 'sms', from: 0, count: cards })
  await superuser.end()
  const signers = await Promise.all(Array.from({ length: clients }, (_, place) => makeGateway(system, place)))
  const generator = fork(inProject('tests/chaos/overload-generator.ts'), { serialization: 'advanced' })
  const sql = system.owner
  const source = {
    sql,
    owner: sql,
    keys: system.keys,
    cards: { method: 'sms' as const, from: 0, count: cards },
    next: 0,
  }
  return {
    system,
    signers,
    plan: async (offers, seconds) => {
      const planned: Client[] = []
      for (const offer of offers) planned.push(await planClient(source, offer, seconds))
      return { url: system.channelUrls[0] ?? '', clients: planned }
    },
    send: (plan) => sendAll(generator, plan),
    heapMb: () => readHeapMb(inspectorPort),
    untilReady: () => untilReady(system.channelUrls[0] ?? ''),
    stop: async () => {
      generator.disconnect()
      await system.stop()
    },
  }
}

async function untilReady(url: string): Promise<void> {
  const check = async (): Promise<boolean> => (await statusOf(`${url}/readyz`)) === 200
  await waitFor({ what: `${url} was not ready`, check, limitMs: 20_000, detail: () => '' })
}

async function makeGateway({ owner, keys }: Processes, place: number): Promise<TestSigner> {
  return await makeChannelClient(owner, keys, { id: `gateway-${place}`, kind: 'gateway' })
}

/** Clients do not march in step: each begins at another part of its gap. */
async function planClient(source: CodeSource, { name, perSecond, signer }: Offer, seconds: number): Promise<Client> {
  const codes = await makeCodes(source, Math.round(perSecond * seconds))
  const gapMs = 1000 / perSecond
  const firstMs = Math.random() * gapMs
  const sendings = codes.map((code, place) => ({ atMs: firstMs + place * gapMs, bytes: signUse(signer, code).bytes }))
  return { name, sendings }
}

async function sendAll(generator: ChildProcess, plan: Plan): Promise<Answers> {
  const ready = once(generator, 'message')
  generator.send(plan)
  await ready
  const done = once(generator, 'message') as Promise<[Answers]>
  generator.send('go')
  return (await done)[0]
}
