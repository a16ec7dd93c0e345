import type { Socket } from 'node:net'
import { problemBody } from '#channel/http/problem.ts'
import { isRefused } from '#channel/http/refuse-doubtful-framing.ts'

const statusLines: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
}

/** What cannot be parsed as HTTP gets an answer in the contract's form, and its connection is closed. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  if (isRefused(socket)) return
  const [status, phrase] = statusLines[error.code ?? ''] ?? [400, 'Bad Request']
  const body = JSON.stringify(problemBody({ status, code: 'malformed_http' }, null))
  socket.end(
    [
      `HTTP/1.1 ${status} ${phrase}`,
      `Date: ${new Date().toUTCString()}`,
      'Content-Type: application/problem+json; charset=utf-8',
      'X-Content-Type-Options: nosniff',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
