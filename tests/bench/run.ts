import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'
import { benchPages, type DemoOperator } from './bench-pages.ts'
import { benchVerify, LEVELS } from './bench-verify.ts'
import { nameMachine } from './name-machine.ts'
import { openEngine } from './open-engine.ts'
import { print } from './print-table.ts'
import { startLoadGenerator } from './start-load-generator.ts'

const CARDS = 100_000

/** `npm run bench -- verify [connections]`, `engine`, `pages`; nothing means all. */
const [part = 'all', ...more] = process.argv.slice(2)
if (part !== 'pages') await runEngine()
if (part === 'pages' || part === 'all') await runPages()

async function runEngine(): Promise<void> {
  const engine = await openEngine({ sms: CARDS, app: CARDS })
  const generator = startLoadGenerator()
  try {
    print(`Machine: ${await nameMachine(engine.bench.superuser)}`)
    await benchVerify(engine.bench, generator, more.length > 0 ? more.map(Number) : LEVELS)
  } finally {
    generator.stop()
    await engine.close()
  }
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
