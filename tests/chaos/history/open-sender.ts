import { Agent, request } from 'node:http'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'

export type HttpAnswer = { status: number; text: string }
export type Sender = {
  /** null: no whole answer came. */
  send: (server: number, body: string) => Promise<HttpAnswer | null>
  close: () => void
}

const path = '/v1/gateway/verifications'

/** One client's connection to each of the servers; whoever waits longer than `patienceMs` gives that answer up. */
export function openSender(ports: readonly number[], signer: TestSigner, patienceMs: number): Sender {
  const agents = ports.map(() => new Agent({ keepAlive: true, maxSockets: 2 }))
  const send: Sender['send'] = (server, body) =>
    new Promise((settle) => {
      const signed = signTestRequest(signer, { method: 'POST', path, body })
      const headers = { ...signed, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const where = { agent: agents[server], host: '127.0.0.1', port: ports[server], path, method: 'POST', headers }
      const sent = request(where, (answer) => {
        const { statusCode: status = 0 } = answer
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('end', () => settle(answer.complete ? { status, text } : null))
        answer.on('error', () => settle(null))
      })
      // A limit on the whole call: a drip must not keep it alive.
      const limit = setTimeout(() => sent.destroy(), patienceMs)
      sent.on('error', () => settle(null))
      sent.on('close', () => {
        clearTimeout(limit)
        settle(null)
      })
      sent.end(body)
    })
  const close = (): void => {
    for (const agent of agents) agent.destroy()
  }
  return { send, close }
}
