import { createHash, createHmac } from 'node:crypto'

export type ChannelCredential = { keyId: string; secret: Buffer }
export type RequestToSign = {
  method: 'GET' | 'POST'
  path: string
  body: string
  operatorSession?: string
  createdSeconds: number
}

/** The headers of an RFC 9421 signature by `hmac-sha256`, with RFC 9530 Content-Digest, as the channel API asks for. */
export function signRequest({ keyId, secret }: ChannelCredential, request: RequestToSign): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(request.body).digest('base64')}:`
  const covered = [
    ['@method', request.method],
    ['@path', request.path],
    ['content-digest', digest],
    ...(request.operatorSession === undefined ? [] : [['ramzban-operator-session', request.operatorSession]]),
  ]
  const names = covered.map(([name]) => `"${name}"`).join(' ')
  const parameters = `(${names});created=${request.createdSeconds};keyid="${keyId}";alg="hmac-sha256"`
  const base = [...covered.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join(
    '\n',
  )
  return {
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${createHmac('sha256', secret).update(base).digest('base64')}:`,
    ...(request.operatorSession === undefined ? {} : { 'ramzban-operator-session': request.operatorSession }),
  }
}
