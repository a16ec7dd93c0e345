import { randomUUID } from 'node:crypto'
import { client, customer, post, send } from './bank.mjs'
import { check, checkProblem } from './check.mjs'
import { purchase } from './payment.mjs'

const path = '/v1/gateway/otp-requests'

/** §3, in the order in which the server looks. */
export async function commonErrors() {
  const gateway = client('gateway')
  const requestId = randomUUID()
  const body = { requestId, ...purchase(customer('unenrolled-13')) }
  const bytes = JSON.stringify(body)
  const at = (options, to = path, method = 'POST') => send(gateway, method, to, { bytes, ...options })
  const unsigned = (options, to = path) => send(null, 'POST', to, { bytes, ...options })

  checkProblem('no such path', await at({}, '/v1/gateway/nothing'), {
    status: 404,
    code: 'not_found',
    requestId: undefined,
  })
  const wrongMethod = await at({}, path, 'PUT')
  checkProblem('wrong method', wrongMethod, { status: 405, code: 'method_not_allowed' })
  check('wrong method: Allow', { allow: wrongMethod.headers.get('allow') }, { allow: 'POST' })
  const large = JSON.stringify({ ...body, more: 'x'.repeat(16 * 1024) })
  checkProblem(
    'too large, before all that follows',
    await unsigned({ bytes: large, headers: { 'content-type': 'text/plain' } }),
    { status: 413, code: 'body_too_large' },
  )
  checkProblem('not JSON by its type', await unsigned({ headers: { 'content-type': 'text/plain' } }, `${path}?a=1`), {
    status: 415,
    code: 'unsupported_media_type',
  })
  checkProblem('a query', await unsigned({}, `${path}?a=1`), { status: 400, code: 'query_not_allowed' })

  const secret = Buffer.alloc(32, 7)
  const now = Math.floor(Date.now() / 1000)
  const impostors = {
    unsigned: () => unsigned({}),
    'an unknown key': () => send({ ...gateway, keyId: 'nobody' }, 'POST', path, { bytes }),
    'a wrong key': () => send({ ...gateway, key: secret }, 'POST', path, { bytes }),
    'a stale signature': () => at({ created: now - 300 }),
    'a signature from the future': () => at({ created: now + 300 }),
    'another algorithm': () => send({ ...gateway, alg: 'hmac-sha512' }, 'POST', path, { bytes }),
    'a digest of another body': () => at({ headers: { 'content-digest': 'sha-256=:AAAA:' } }),
  }
  const bodies = new Set()
  for (const [what, act] of Object.entries(impostors)) {
    const answer = await act()
    checkProblem(what, answer, { status: 401, code: 'unauthenticated' })
    check(`${what}: no requestId`, { has: 'requestId' in answer.body }, { has: false })
    bodies.add(answer.text)
  }
  check('one body for every 401', { size: bodies.size }, { size: 1 })

  checkProblem('wrong kind', await send(client('atm'), 'POST', path, { bytes }), {
    status: 403,
    code: 'wrong_client_kind',
    requestId,
  })
  checkProblem('broken JSON', await at({ bytes: '{"requestId":' }), { status: 400, code: 'malformed_json' })
  await validationErrors()

  const first = await at({})
  const again = await at({})
  check('the same request again', again, { status: 202, body: first.body })
  checkProblem('the same id, other bytes', await at({ bytes: JSON.stringify({ ...body, amount: 7 }) }), {
    status: 422,
    code: 'request_id_reused',
    requestId,
  })
  const elsewhere = { requestId, ...purchase(customer('unenrolled-13')), pinKind: 'second', code: '1234567' }
  checkProblem(
    'the same id, another path',
    await send(gateway, 'POST', '/v1/gateway/verifications', { body: elsewhere }),
    { status: 422, code: 'request_id_reused', requestId },
  )
  check(
    'signing allows 120 s',
    await at({ created: now - 100, bytes: JSON.stringify({ ...body, requestId: randomUUID() }) }),
    { status: 202 },
  )
}

async function validationErrors() {
  const who = customer('unenrolled-13')
  const payee = purchase(who).payee
  const bill = { ...payee, account: { kind: 'bill', value: '123456' } }
  const wrong = {
    'a PAN with a wrong check digit': [{ pan: who.pan.slice(0, 15) + ((Number(who.pan[15]) + 1) % 10) }, 'pan'],
    'no amount': [{ amount: undefined }, 'amount'],
    'an amount of zero': [{ amount: 0 }, 'amount'],
    'an amount as text': [{ amount: '5' }, 'amount'],
    'an amount too large': [{ amount: 10 ** 13 + 1 }, 'amount'],
    'an amount where none belongs': [{ processType: 'balance_inquiry' }, 'amount'],
    'an unknown process type': [{ processType: 'gift' }, 'processType'],
    'a transfer without account': [{ processType: 'transfer' }, /^payee\.account/],
    'a purchase with account': [{ payee: bill }, /^payee\.account/],
    'a transfer to a bill': [{ processType: 'transfer', payee: bill }, /^payee\.account/],
    'a terminal with a space': [{ payee: { ...payee, terminalId: 'a b' } }, 'payee.terminalId'],
    'a name that turns the text': [{ payee: { ...payee, name: 'a\u202eb' } }, 'payee.name'],
    'an address that is none': [{ clientIp: '300.1.1.1' }, 'clientIp'],
  }
  for (const [what, [more, path]] of Object.entries(wrong)) {
    const requestId = randomUUID()
    const answer = await post(client('gateway'), '/v1/gateway/otp-requests', { ...purchase(who, more), requestId })
    checkProblem(what, answer, { status: 422, code: 'validation_failed', requestId })
    check(
      what,
      { paths: answer.body.errors?.map((error) => error.path) },
      { paths: (paths) => paths?.some((one) => (path instanceof RegExp ? path.test(one) : one === path)) },
    )
    check(`${what}: a message`, answer.body.errors?.[0], { message: (message) => typeof message === 'string' })
  }
}
