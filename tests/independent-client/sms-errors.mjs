import { randomUUID } from 'node:crypto'
import { client, post, send } from './bank.mjs'
import { check, checkProblem } from './check.mjs'

/** §7 and §8. */
export async function smsAndOperations() {
  const report = { providerMessageId: 'x', status: 'delivered', at: new Date().toISOString() }
  const path = '/v1/sms/delivery-reports'
  const wrong = {
    'a status that is none': { ...report, status: 'lost' },
    'a time that is none': { ...report, at: 'yesterday' },
  }
  for (const [what, one] of Object.entries(wrong)) {
    checkProblem(what, await post(client('sms'), path, { reports: [one] }), { status: 422, code: 'validation_failed' })
  }
  checkProblem('a gateway that reports', await post(client('gateway'), path, { reports: [report] }), {
    status: 403,
    code: 'wrong_client_kind',
  })
  const body = { requestId: randomUUID(), reports: [report] }
  const first = await send(client('sms'), 'POST', path, { body })
  check('a report of nobody’s message', first, { status: 202, body: { applied: 0, unknown: 1 } })
  check('the same report again', await send(client('sms'), 'POST', path, { body }), { status: 202, body: first.body })
  const time = await send(null, 'GET', '/v1/time')
  check('the time', time, { status: 200 })
  check('the time', time.body, { now: (now) => Math.abs(Date.parse(now) - Date.now()) < 5_000 })
  for (const page of ['/healthz', '/readyz', '/v1/openapi.json', '/docs']) {
    check(page, await send(null, 'GET', page), { status: 200 })
  }
}
