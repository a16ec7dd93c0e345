import { randomUUID } from 'node:crypto'
import { listSms } from '#tests/harness/outbox.ts'
import { postSigned, type SignedAnswer } from '#tests/harness/post-signed.ts'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import type { Processes } from '#tests/harness/start-processes.ts'
import type { Canaries } from './canaries.ts'

type Kind = keyof Processes['signers']
type Sender = Kind | 'forged' | 'stale' | 'unsigned'

export type Tour = {
  system: Processes
  canaries: Canaries
  /** Every answer that is no success, for the search. */
  refusals: string[]
  call: (who: Kind | TestSigner | null, path: string, body: object, operatorSession?: string) => Promise<SignedAnswer>
  send: (who: Sender, path: string, body: string) => Promise<number>
  countSms: (to: string, template: string) => number
}

export function openTour(system: Processes, canaries: Canaries): Tour {
  const [url = ''] = system.channelUrls
  const refusals: string[] = []
  const keep = (answer: SignedAnswer): SignedAnswer => {
    if (answer.status >= 300) refusals.push(answer.text)
    return answer
  }
  return {
    system,
    canaries,
    refusals,
    call: async (who, path, body, operatorSession) => {
      if (who === null) return keep(await postUnsigned(url, path, { requestId: randomUUID(), ...body }))
      const signer = typeof who === 'string' ? system.signers[who] : who
      return keep(await postSigned(url, signer, { path, body: { ...body }, operatorSession }))
    },
    send: async (who, path, body) => {
      const headers = { 'content-type': 'application/json', ...signatureOf(system, who, path, body) }
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body })
      refusals.push(await response.text(), JSON.stringify([...response.headers]))
      return response.status
    },
    countSms: (to, template) => listSms(system.dataFolder, to, template).length,
  }
}

async function postUnsigned(url: string, path: string, body: object): Promise<SignedAnswer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  return { status: response.status, text, body: JSON.parse(text) }
}

function signatureOf({ signers }: Processes, who: Sender, path: string, body: string): Record<string, string> {
  if (who === 'unsigned') return {}
  const request = { method: 'POST', path: path.split('?')[0] ?? '', body }
  if (who === 'stale') {
    return signTestRequest(signers.gateway, { ...request, createdSeconds: Math.floor(Date.now() / 1000) - 600 })
  }
  if (who === 'forged') return signTestRequest({ keyId: signers.gateway.keyId, secret: Buffer.alloc(32) }, request)
  return signTestRequest(signers[who], request)
}
