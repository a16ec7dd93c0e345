import type { IncomingMessage, ServerResponse } from 'node:http'

type Requests = { begun: Set<string> }
let received = 0

/**
 * Next answers 500 to an act whose body it cannot read. No act of ours had begun then, and so it is the sender's fault:
 * 400. `x-request-number` leads from an act back to its request.
 */
export function answerUnreadable(request: IncomingMessage, response: ServerResponse, { begun }: Requests): void {
  delete request.headers['x-request-number']
  if (request.method !== 'POST' || request.url?.startsWith('/api/')) return
  received += 1
  const number = String(received)
  request.headers['x-request-number'] = number
  const writeHead = response.writeHead.bind(response) as (status: number, ...more: unknown[]) => ServerResponse
  response.writeHead = ((status: number, ...more: unknown[]) =>
    writeHead(status === 500 && !begun.has(number) ? 400 : status, ...more)) as typeof response.writeHead
  response.once('close', () => begun.delete(number))
}
