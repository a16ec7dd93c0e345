import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'
import { benchBatching } from './bench-batching.ts'
import { benchDesk } from './bench-desk.ts'
import { benchGrowth } from './bench-growth.ts'
import { benchHalfLoad } from './bench-half-load.ts'
import { benchPages, type DemoOperator } from './bench-pages.ts'
import { benchProfile } from './bench-profile.ts'
import { benchVerify, LEVELS } from './bench-verify.ts'
import { nameMachine } from './name-machine.ts'
import { openEngine } from './open-engine.ts'
import { print } from './print-table.ts'
import { type LoadGenerator, startLoadGenerator } from './start-load-generator.ts'

const CARDS = 100_000
const parts = {
  engine: ['verify', 'batching', 'half-load', 'growth'],
  profile: ['profile'],
  desk: ['desk'],
  all: ['verify', 'batching', 'half-load', 'growth', 'pages'],
}

/**
 * `npm run bench -- engine`, or one of its parts, `pages`, `desk` or `profile`; nothing means all but the last two. `verify`
 * may name its connections, `profile` its codes (`sms` or `app`) and its connections, `desk` a word of the searches.
 */
const [name = 'all', ...more] = process.argv.slice(2)
const chosen = name in parts ? parts[name as keyof typeof parts] : [name]
const known = [...new Set([...Object.keys(parts), ...parts.all])]
if (!known.includes(name)) throw new Error(`${name}: one of ${known.join(', ')}`)

const generator = startLoadGenerator()
const held: boolean[] = []
try {
  if (chosen.some((part) => ['verify', 'batching', 'half-load'].includes(part)))
    held.push(...(await runEngine(generator)))
  if (chosen.includes('profile')) {
    await benchProfile(generator, { method: more[0] === 'app' ? 'app' : 'sms', connections: Number(more[1] ?? 64) })
  }
  if (chosen.includes('growth')) held.push(await benchGrowth(generator))
} finally {
  generator.stop()
}
if (chosen.includes('pages')) await runPages()
if (chosen.includes('desk')) held.push(await benchDesk(more[0]))
if (held.includes(false)) process.exitCode = 1

async function runEngine(load: LoadGenerator): Promise<boolean[]> {
  const { bench, close } = await openEngine({ sms: CARDS, app: chosen.includes('verify') ? CARDS : 0 })
  const gates: boolean[] = []
  try {
    print(`Machine: ${await nameMachine(bench.superuser)}`)
    const levels = more.length > 0 ? more.map(Number) : LEVELS
    if (chosen.includes('verify')) gates.push(await benchVerify(bench, load, levels))
    if (chosen.includes('batching')) gates.push(await benchBatching(bench, load))
    if (chosen.includes('half-load')) await benchHalfLoad(bench, load)
  } finally {
    await close()
  }
  return gates
}

async function runPages(): Promise<void> {
  const system = await startProcesses({ names: ['channel', 'worker', 'web'], demoData: true })
  try {
    print(`Machine: ${await nameMachine(system.owner)}`)
    await printPages(system)
  } finally {
    await system.stop()
  }
}

async function printPages(system: Processes): Promise<void> {
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  print('\nBack-office pages on the demo’s data, whole answer of the server, one request at a time')
  print('| page | as | p50 | p95 | HTML |\n|---|---|---|---|---|')
  const operators = JSON.parse(readFileSync(join(system.dataFolder, 'demo-operators.json'), 'utf8')) as DemoOperator[]
  const { pages, scripts } = await benchPages(system, operators)
  for (const { page, role, p50Ms, p95Ms, htmlKb } of pages) {
    print(`| ${page} | ${role} | ${ms(p50Ms)} | ${ms(p95Ms)} | ${htmlKb} kB |`)
  }
  print('\nClient JavaScript by the page’s script tags, gzip')
  for (const { page, gzipKb, files, namedGzipKb } of scripts) {
    print(`${page}: ${gzipKb} kB in ${files} files; with what it may load later ${namedGzipKb} kB`)
  }
  const [customer, empty] = scripts
  if (customer && empty)
    print(`the customer page above an empty one: ${(customer.gzipKb - empty.gzipKb).toFixed(1)} kB`)
}
