import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'
import { formsOfBytes, formsOfPan, openCanaries } from './canaries.ts'
import { readTables, searchClusterFiles, searchFiles, searchTables } from './search.ts'
import { openTour, type Tour } from './tour.ts'
import { activate, installApp, payByApp } from './tour-app.ts'
import { bringCustomer, payBySms, sendBrokenRequests, type TourCustomer, tellCore } from './tour-customers.ts'
import { type DemoOperator, makeClient, type Page, readPages, takeExport, workAtDesk } from './tour-desk.ts'

/** The only files that may hold whole card numbers, passwords, callers' secrets and what an SMS said. */
const demoFiles = ['demo-clients.json', 'demo-customers.json', 'demo-operators.json', 'outbox.jsonl']
/** The processes' own keys: the back office's shared secret stands in its two holders' files. */
const keyFiles = ['keys/channel.json', 'keys/web.json']

let system: Processes
let tour: Tour
let customer: TourCustomer
const canaries = openCanaries()
const seen: Record<string, unknown> = {}
let pages: Page[]

beforeAll(async () => {
  system = await startProcesses({ names: ['channel', 'worker', 'web'], logLevel: 'debug', demoData: true })
  await readTables(system.superuserUrl, (_where, text) => canaries.knowBefore(text))
  tour = openTour(system, canaries)
  const operators = readDemo<DemoOperator[]>('demo-operators.json')
  noteDemo(operators)
  const [clerk, fraud, admin, auditor] = ['branch', 'fraud', 'admin', 'auditor'].map((role) =>
    operators.find((one) => one.role === role),
  )
  if (!clerk?.branch || !fraud || !admin || !auditor) throw new Error('The demo lacks a role')
  customer = await bringCustomer(tour, clerk.branch)
  const moved = await bringCustomer(tour, clerk.branch)
  await tellCore(tour, { ...moved, mobile: '+989120000077' }, { branchCode: clerk.branch })
  seen.sms = await payBySms(tour, customer)
  const phone = await installApp(tour, customer)
  const secret = await activate(tour, phone, customer, async () => {
    const body = { pan: customer.pan, terminalId: 'ATM-77', pinKind: 'second', mobile: customer.mobile }
    return (await tour.call('atm', '/v1/atm/activation-tokens', body)).body.receiptPart
  })
  seen.app = await payByApp(tour, customer, secret)
  const { customerId, ...desk } = await workAtDesk(tour, clerk, customer, phone)
  seen.desk = desk
  seen.admin = await makeClient(
    tour,
    operators.filter(({ role }) => role === 'admin'),
  )
  seen.broken = await sendBrokenRequests(tour)
  const { rows } = await system.owner.query<{ id: string }>('SELECT id FROM verification WHERE customer_id = $1', [
    customerId,
  ])
  const verifications = rows.map(({ id }) => `/verifications/${id}`)
  const log = `/verifications?customer=${customerId}`
  const told = await system.owner.query<{ id: string }>(
    `(SELECT id FROM sms_message WHERE customer_id = $1 ORDER BY id DESC LIMIT 12)
     UNION ALL (SELECT id FROM otp_request WHERE customer_id = $1 ORDER BY id DESC LIMIT 12)
     UNION ALL (SELECT id FROM audit_event WHERE customer_id = $1 AND action LIKE 'activation%' ORDER BY id DESC LIMIT 12)`,
    [customerId],
  )
  const events = told.rows.map(({ id }) => `/customers/${customerId}/events/${id}`)
  pages = [
    ...(await readPages(tour, clerk, [
      '/',
      '/customers',
      `/customers/${customerId}`,
      '/complaints',
      `/customers/${customerId}/statement`,
      ...events,
      log,
      ...verifications,
    ])),
    ...(await readPages(tour, fraud, ['/', `/customers/${customerId}`, '/verifications', ...verifications])),
    ...(await readPages(tour, admin, ['/', '/audit', '/settings'])),
    await takeExport(tour, fraud, '/verifications/export'),
    await takeExport(tour, auditor, '/audit/export'),
  ]
  // What the processes write once a second or later is written before anything is searched.
  await pause(2_500)
}, 300_000)
afterAll(() => system?.stop(), 60_000)

test('the tour went where it was meant to go', () => {
  expect(seen.sms).toEqual(['invalid_code', 'transaction_mismatch', 'accepted', 'invalid_code', 'expired'])
  expect(seen.app).toBe('accepted')
  expect(seen.desk).toEqual({
    wrongSignIn: 409,
    lookup: 200,
    reprint: 200,
    proved: [409, 200, 200],
    resynchronised: 200,
  })
  expect(seen.admin).toEqual([200, 200])
  expect(seen.broken).toEqual([404, 400, 403, 400, 422, 422, 413, 403, 401, 401, 401, 200])
  expect(canaries.all.length).toBeGreaterThan(80)
})

test('the search finds what is there: in a log line, in a column, in a file, in Persian digits, as bytes', () => {
  const pan = customer.pan
  expect(canaries.findIn(`{"msg":"card ${pan}"}`)).toContain('a customer’s PAN')
  expect(
    canaries.findIn(`کارت ${pan.replace(/[0-9]/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))}`),
  ).toContain('a customer’s PAN')
  expect(canaries.findIn(`code=7654321&`)).toContain('a code in a broken request')
  expect(canaries.findIn('507677******1234')).toEqual([])
  const inOutbox = searchFiles(system.dataFolder, canaries).find(({ where }) => where === 'outbox.jsonl')
  expect(inOutbox?.what).toEqual(expect.arrayContaining(['an SMS code', 'an SMS part', 'a registration code']))
})

test('no log, and no file but the four that the contract names and the processes’ own keys, holds any of it', () => {
  const findings = searchFiles(system.dataFolder, canaries)
  expect(findings.filter(({ where }) => ![...demoFiles, ...keyFiles].includes(where))).toEqual([])
  const inKeys = findings.filter(({ where }) => keyFiles.includes(where)).flatMap(({ what }) => what)
  expect(inKeys.filter((what) => what !== 'the back office’s secret')).toEqual([])
})

test('the logs were written at debug level, so that there was something to find', () => {
  const log = readFileSync(join(system.dataFolder, 'logs', 'channel.log'), 'utf8')
  expect(log.split('\n').filter((line) => line.includes('"level":20')).length).toBeGreaterThan(20)
})

test('no column of any table holds any of it', async () => {
  expect(await searchTables(system.superuserUrl, canaries)).toEqual([])
}, 60_000)

test('the database’s own files, its write-ahead log included, hold none of the long ones', () => {
  // An answer to redemption is kept until it is confirmed, sealed so that only the installation opens it.
  const clear = canaries.all.filter(({ what }) => what !== 'a secretJwe')
  expect(searchClusterFiles(system.dataFolder, clear)).toEqual([])
}, 120_000)

test('no refusal that was answered says any of it back', () => {
  expect(tour.refusals.length).toBeGreaterThan(15)
  expect(tour.refusals.flatMap((text) => canaries.findIn(text))).toEqual([])
})

describe('the pages that the bank’s users read, and the files they take away', () => {
  test('are there', () => {
    expect(pages.filter(({ status }) => status !== 200).map(({ path, status }) => `${path}: ${status}`)).toEqual([])
    expect(pages.find(({ path }) => path.startsWith('/customers/'))?.html).toContain(customer.name)
    expect(pages.find(({ path }) => path === '/verifications/export')?.html.split('\n').length).toBeGreaterThan(5)
    expect(pages.find(({ path }) => path === '/audit/export')?.html.split('\n').length).toBeGreaterThan(5)
  })

  test('show no whole card number, code, token half, secret or password', () => {
    expect(pages.flatMap(({ path, html }) => canaries.findIn(html).map((what) => `${path}: ${what}`))).toEqual([])
  })
})

function readDemo<T>(name: string): T {
  return JSON.parse(readFileSync(join(system.dataFolder, name), 'utf8'))
}

/** What the demo's own files say, and the secrets of the callers. */
function noteDemo(operators: DemoOperator[]): void {
  for (const { cards } of readDemo<{ cards: { pan: string }[] }[]>('demo-customers.json')) {
    for (const { pan } of cards) canaries.note('a demo customer’s PAN', ...formsOfPan(pan))
  }
  for (const { username, password } of operators) canaries.note(`the password of ${username}`, password)
  for (const [id, { secret }] of Object.entries(readDemo<Record<string, { secret: string }>>('demo-clients.json'))) {
    canaries.note(`the secret of ${id}`, ...formsOfBytes(Buffer.from(secret, 'base64url')))
  }
  for (const [kind, signer] of Object.entries(system.signers)) {
    const what = kind === 'backoffice' ? 'the back office’s secret' : `the secret of ${signer.keyId}`
    if ('secret' in signer) canaries.note(what, ...formsOfBytes(signer.secret))
  }
}
