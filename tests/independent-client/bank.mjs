import { createHash, createHmac, randomUUID, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const { CHANNEL_URL, DATA_DIR } = process.env
if (!CHANNEL_URL || !DATA_DIR) throw new Error('CHANNEL_URL and DATA_DIR say where the bank is')

const secrets = readDemoFile('demo-clients.json')
const customers = readDemoFile('demo-customers.json')

/** Who signs: one of the demo's clients by its kind. */
export function client(kind) {
  const keyId = `${kind}-demo`
  return { keyId, alg: 'hmac-sha256', key: Buffer.from(secrets[keyId].secret, 'base64url') }
}

export function customer(persona) {
  const found = customers.find((one) => one.persona === persona)
  return { ...found, pan: found.cards[0].pan }
}

/** A card number that the demo has given to nobody, unless by an accident of one in a billion. */
export function withCheckDigit(fifteen) {
  let sum = 0
  for (const [place, digit] of [...fifteen].reverse().entries()) {
    const doubled = place % 2 === 0 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return fifteen + ((10 - (sum % 10)) % 10)
}

/** Signs as §1 says and sends; `bytes`, `headers` and `created` are for requests that are wrong on purpose. */
export async function send(signer, method, path, { body, bytes, headers = {}, created } = {}) {
  const sent = bytes ?? (body === undefined ? '' : JSON.stringify(body))
  const type = method === 'POST' ? { 'content-type': 'application/json' } : {}
  const signed = signer ? signatureHeaders(signer, method, path.split('?')[0], sent, created) : {}
  const response = await fetch(CHANNEL_URL + path, {
    method,
    headers: { ...type, ...signed, ...headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: sent }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parse(text) }
}

export function post(signer, path, body) {
  return send(signer, 'POST', path, { body: { requestId: randomUUID(), ...body } })
}

function signatureHeaders(signer, method, path, body, created = Math.floor(Date.now() / 1000)) {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  const parameters = `("@method" "@path" "content-digest");created=${created};keyid="${signer.keyId}";alg="${signer.alg}"`
  const base = `"@method": ${method}\n"@path": ${path}\n"content-digest": ${digest}\n"@signature-params": ${parameters}`
  const signature = Buffer.isBuffer(signer.key)
    ? createHmac('sha256', signer.key).update(base).digest()
    : sign('sha256', Buffer.from(base), { key: signer.key, dsaEncoding: 'ieee-p1363' })
  return {
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${signature.toString('base64')}:`,
  }
}

export function readOutbox(to, template) {
  let text = ''
  try {
    text = readFileSync(join(DATA_DIR, 'outbox.jsonl'), 'utf8')
  } catch {
    return []
  }
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line)).filter((sms) => sms.to === to && sms.template === template)
}

/** Does something and answers the SMS that it brings: the whole, and the line that is nothing but the code. */
export async function awaitSms(to, template, act) {
  const before = readOutbox(to, template).length
  const answer = await act()
  for (let tries = 0; tries < 200; tries++) {
    const sms = readOutbox(to, template)[before]
    if (sms) return { answer, sms, code: sms.text.split('\n').find((line) => /^[0-9A-Z]{5,12}$/.test(line)) }
    await pause(50)
  }
  throw new Error(`no ${template} SMS came to ${to}`)
}

function parse(text) {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function readDemoFile(name) {
  return JSON.parse(readFileSync(join(DATA_DIR, name), 'utf8'))
}
