import type { Pool } from '#server/database.ts'
import type { Processes } from '#tests/harness/start-processes.ts'
import { type Cards, makeCards } from './make-cards.ts'
import { type CodeSource, drawDigits, makeCodes, nextCodes } from './make-codes.ts'
import type { Contender } from './run-rounds.ts'
import { bareWrite, sameWrites, valuesOf } from './same-writes.ts'
import { signAsk, signUse } from './sign-ahead.ts'

export type Bench = { system: Processes; superuser: Pool; sources: Record<'sms' | 'app', CodeSource> }

/** Seeds as many cards of each method. */
export async function openBench(
  system: Processes,
  superuser: Pool,
  counts: { sms: number; app: number },
): Promise<Bench> {
  const { keys } = system
  const sets = {
    sms: { method: 'sms', from: 0, count: counts.sms },
    app: { method: 'app', from: counts.sms, count: counts.app },
  } satisfies Record<string, Cards>
  for (const cards of Object.values(sets)) if (cards.count > 0) await makeCards(superuser, keys, cards)
  await superuser.query('UPDATE channel_client SET rate_per_second = 1000000')
  const sourceOf = (cards: Cards): CodeSource => ({ owner: superuser, keys, cards, next: 0 })
  return { system, superuser, sources: { sms: sourceOf(sets.sms), app: sourceOf(sets.app) } }
}

type Channel = 'channel' | 'channel-2'

function overHttp<Name extends string>(
  { system }: Bench,
  name: Name,
  {
    prepare,
    channel = 'channel',
  }: { prepare: (count: number) => Promise<ReturnType<typeof signUse>[]>; channel?: Channel },
): Contender<Name> {
  const url = system.channelUrls[channel === 'channel' ? 0 : 1] ?? ''
  return {
    name,
    serverPid: system.pidOf(channel),
    databasePid: system.pidOf('postgres'),
    prepare: async (count) => ({ kind: 'http', url, requests: await prepare(count) }),
  }
}

/** Verifications of right codes. */
export function verifying<Name extends string>(
  bench: Bench,
  name: Name,
  { method, channel = 'channel' }: { method: 'sms' | 'app'; channel?: Channel },
): Contender<Name> {
  const signer = bench.system.signers.gateway
  const prepare = async (count: number) =>
    (await makeCodes(bench.sources[method], count)).map((code) => signUse(signer, code))
  return overHttp(bench, name, { prepare, channel })
}

/** SMS and app codes by turns; every fifth is wrong. */
export function verifyingMixed<Name extends string>(bench: Bench, name: Name): Contender<Name> {
  const signer = bench.system.signers.gateway
  const prepare = async (count: number) => {
    const half = Math.ceil(count / 2)
    const [sms, app] = [await makeCodes(bench.sources.sms, half), await makeCodes(bench.sources.app, half)]
    return sms
      .flatMap((code, place) => [code, app[place] ?? code])
      .map((code, place) => signUse(signer, code, place % 5 === 0 ? wrongFor(code.code) : undefined))
  }
  return overHttp(bench, name, { prepare })
}

function wrongFor(code: string): string {
  const drawn = drawDigits()
  return drawn === code ? wrongFor(code) : drawn
}

/** Presses of the button that asks for a code, each for the next card. */
export function askingForCodes<Name extends string>(bench: Bench, name: Name): Contender<Name> {
  const signer = bench.system.signers.gateway
  const source = bench.sources.sms
  const prepare = async (count: number) => nextCodes(source, count).map((code) => signAsk(signer, code))
  return overHttp(bench, name, { prepare })
}

/** PostgreSQL alone doing what a verification writes. */
export function writingTheSame<Name extends string>(bench: Bench, name: Name, method: 'sms' | 'app'): Contender<Name> {
  const draw = async (count: number) => (await makeCodes(bench.sources[method], count)).map(valuesOf)
  return writing(bench, name, sameWrites[method], draw)
}

/** PostgreSQL alone doing one conditional update and one insert; its tables hold `rows`. */
export function writingBare<Name extends string>(bench: Bench, name: Name, rows: number): Contender<Name> {
  const draw = (count: number) => Array.from({ length: count }, () => [Math.floor(Math.random() * rows)])
  return writing(bench, name, bareWrite, draw)
}

function writing<Name extends string>(
  { system }: Bench,
  name: Name,
  statement: { name: string; text: string },
  draw: (count: number) => unknown[][] | Promise<unknown[][]>,
): Contender<Name> {
  return {
    name,
    serverPid: null,
    databasePid: system.pidOf('postgres'),
    prepare: async (count) => ({ kind: 'pg', url: system.superuserUrl, statement, values: await draw(count) }),
  }
}
