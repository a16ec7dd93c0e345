import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProcesses } from '#tests/harness/start-processes.ts'
import { benchPages, type DemoOperator } from './bench-pages.ts'
import { benchVerify } from './bench-verify.ts'
import type { Figures } from './measure.ts'
import { nameMachine } from './name-machine.ts'

/** `verify` or `pages`; nothing means both. */
const part = process.argv[2]
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const ms = (value: number): string => `${value.toFixed(1)} ms`

const system = await startProcesses({ names: ['channel', 'worker', 'web'], demoData: true, logLevel: 'info' })
try {
  print(`Machine: ${await nameMachine(system.owner)}`)
  if (part !== 'pages') await printVerify()
  if (part !== 'verify') await printPages()
} finally {
  await system.stop()
}

async function printVerify(): Promise<void> {
  print('\nChannel verify at 16 connections, many cards, SMS codes, requests signed ahead; turn by turn in one run')
  print('| what | per second | p50 | p99 | times verify |\n|---|---|---|---|---|')
  const { verify, barePost, bareWrite } = await benchVerify(system)
  const row = (name: string, figures: Figures): void =>
    print(
      `| ${name} | ${figures.perSecond.toFixed(0)} | ${ms(figures.p50Ms)} | ${ms(figures.p99Ms)} | ${(figures.perSecond / verify.perSecond).toFixed(2)} |`,
    )
  row('verify over HTTP', verify)
  row('bare Fastify POST', barePost)
  row('bare durable update+insert, one statement', bareWrite)
}

async function printPages(): Promise<void> {
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
