import { createHash, createHmac, type KeyObject, sign } from 'node:crypto'

export type TestSigner = { keyId: string; secret: Buffer } | { keyId: string; privateKey: KeyObject }

export type TestRequest = {
  method: string
  path: string
  body?: string | Buffer
  createdSeconds?: number
  operatorSession?: string
}

/** Signs by the contract's page alone; shares no code with the server that verifies. */
export function signTestRequest(signer: TestSigner, request: TestRequest): Record<string, string> {
  const { method, path, body = '', operatorSession } = request
  const created = request.createdSeconds ?? Math.floor(Date.now() / 1000)
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
  const algorithm = 'secret' in signer ? 'hmac-sha256' : 'ecdsa-p256-sha256'
  const operator = operatorSession === undefined ? '' : ' "ramzban-operator-session"'
  const parameters = `("@method" "@path" "content-digest"${operator});created=${created};keyid="${signer.keyId}";alg="${algorithm}"`
  const operatorLine = operatorSession === undefined ? '' : `"ramzban-operator-session": ${operatorSession}\n`
  const base = `"@method": ${method}\n"@path": ${path}\n"content-digest": ${digest}\n${operatorLine}"@signature-params": ${parameters}`
  const signature =
    'secret' in signer
      ? createHmac('sha256', signer.secret).update(base).digest()
      : sign('sha256', Buffer.from(base), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' })
  return {
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${signature.toString('base64')}:`,
    ...(operatorSession === undefined ? {} : { 'ramzban-operator-session': operatorSession }),
  }
}
