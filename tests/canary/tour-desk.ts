import { drawOwnersKey, openHandover } from '#tests/harness/client-requests.ts'
import { awaitCode } from '#tests/harness/outbox.ts'
import type { SignedAnswer } from '#tests/harness/post-signed.ts'
import { codeOf } from '#tests/harness/test-phone.ts'
import { readPage, signInToWeb } from '#tests/harness/web-session.ts'
import { formsOfBytes } from './canaries.ts'
import type { Tour } from './tour.ts'
import { activate, type Phone } from './tour-app.ts'
import type { TourCustomer } from './tour-customers.ts'

export type DemoOperator = { username: string; password: string; role: string; branch: string | null }
export type Page = { path: string; status: number; html: string }

const told = { reason: 'گوشی تازه', proof: 'identity_document' }
const wrongPassword = 'گذرواژهٔ-نادرست-canary-4711'

/** A clerk signs in wrong and right, looks the card up, reissues, reprints and resynchronises; answers the statuses. */
export async function workAtDesk(tour: Tour, clerk: DemoOperator, customer: TourCustomer, phone: Phone) {
  tour.canaries.note('a wrong password', wrongPassword)
  const wrongSignIn = await askToSignIn(tour, { ...clerk, password: wrongPassword })
  const session = await signIn(tour, clerk)
  const ask = (path: string, body: object) => tour.call('backoffice', `/v1/backoffice/${path}`, body, session)
  const lookup = await ask('cards/lookup', { pan: customer.pan })
  const { rows } = await tour.system.owner.query<{ id: string }>(
    `SELECT id FROM enrollment WHERE card_id = $1 AND method = 'app'`,
    [lookup.body.cardId],
  )
  const enrollmentId = rows[0]?.id ?? ''
  let reprint = 0
  const secret = await activate(tour, phone, customer, async () => {
    const issued = await ask('activation-tokens', { enrollmentId, ...told })
    const path = `activation-tokens/${issued.body.activationTokenId}/receipt`
    reprint = (await ask(path, { reason: told.reason })).status
    return issued.body.receiptPart
  })
  const proved = await proveCustomer(tour, { ask, customer, customerId: lookup.body.customerId, secret })
  const codes = [3, 4].map((steps) => codeOf(secret, { digits: 7, steps }))
  for (const code of codes) tour.canaries.noteCode('a code told at the desk', code)
  const resynchronised = await ask(`enrollments/${enrollmentId}/resynchronisations`, { codes, ...told })
  return {
    wrongSignIn: wrongSignIn.status,
    lookup: lookup.status,
    reprint,
    proved,
    resynchronised: resynchronised.status,
    customerId: lookup.body.customerId as string,
  }
}

type Proving = {
  ask: (path: string, body: object) => Promise<SignedAnswer>
  customer: TourCustomer
  customerId: string
  secret: Buffer
}

/** A wrong and the right code by SMS, and one of the app; answers the statuses. */
async function proveCustomer(tour: Tour, { ask, customer, customerId, secret }: Proving): Promise<number[]> {
  const after = tour.countSms(customer.mobile, 'proof_code')
  const sent = await ask('proofs', { customerId, level: 'sms_code' })
  const wanted = { to: customer.mobile, template: 'proof_code', after } as const
  const code = await awaitCode(tour.system.dataFolder, wanted)
  const wrong = code
    .split('')
    .reverse()
    .join('')
    .replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  tour.canaries.noteCode('a proof code', code)
  tour.canaries.noteCode('a wrong proof code', wrong)
  const refused = await ask(`proofs/${sent.body.proofId}/checks`, { code: wrong })
  const passed = await ask(`proofs/${sent.body.proofId}/checks`, { code })
  const appCode = codeOf(secret, { digits: 7, steps: 1 })
  tour.canaries.noteCode('an app code that proved', appCode)
  const awaited = await ask('proofs', { customerId, level: 'app_code' })
  const byApp = await ask(`proofs/${awaited.body.proofId}/checks`, { code: appCode })
  return [refused.status, passed.status, byApp.status]
}

/** Two administrators let another system call and give it a second secret, which its owner opens; answers the statuses. */
export async function makeClient(tour: Tour, administrators: readonly DemoOperator[]): Promise<number[]> {
  const [maker = '', checker = ''] = await Promise.all(administrators.map((one) => signIn(tour, one)))
  const key = drawOwnersKey()
  const client = { id: 'canary', kind: 'atm', name: 'Canary', sources: ['127.0.0.1'], publicKey: key.publicKey }
  const statuses: number[] = []
  for (const [version, act] of ['create', 'rotate'].entries()) {
    const input = { act: `channel_client:${act}`, payload: client, reason: told.reason }
    const asked = await tour.call('backoffice', '/v1/backoffice/acts/request-approval', { input }, maker)
    const decision = { approvalId: asked.body.result.approvalId, decision: 'approve' }
    const path = '/v1/backoffice/acts/decide-approval'
    statuses.push((await tour.call('backoffice', path, { input: decision }, checker)).status)
    const opened = await openHandover(tour.system.owner, { clientId: client.id, version: version + 1, key })
    tour.canaries.note('a new client’s secret', ...formsOfBytes(opened.secret))
  }
  return statuses
}

/** The pages that show this customer and what they did, as the server renders them for a user of the bank. */
export async function readPages(
  { system: { webUrl } }: Tour,
  { username, password }: DemoOperator,
  paths: string[],
): Promise<Page[]> {
  const cookie = await signInToWeb(webUrl, username, password)
  if (cookie === null) throw new Error(`${username} was not let in`)
  const pages: Page[] = []
  for (const path of paths) pages.push({ path, ...(await readPage(webUrl, path, cookie)) })
  return pages
}

/** The file that an export gives, with its reason. */
export async function takeExport(
  { system: { webUrl } }: Tour,
  { username, password }: DemoOperator,
  path: string,
): Promise<Page> {
  const cookie = (await signInToWeb(webUrl, username, password)) ?? ''
  const body = new URLSearchParams({ reason_given: 'پرسش بازرس' })
  const response = await fetch(`${webUrl}${path}`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' })
  return { path, status: response.status, html: await response.text() }
}

function askToSignIn(tour: Tour, { username, password }: DemoOperator) {
  return tour.call('backoffice', '/v1/backoffice/staff-authentications', { username, password })
}

async function signIn(tour: Tour, operator: DemoOperator): Promise<string> {
  const { status, body } = await askToSignIn(tour, operator)
  if (status !== 201) throw new Error(`${operator.username} was not let in`)
  tour.canaries.note('a session id', body.sessionId)
  return body.sessionId
}
