import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { compactDecrypt, importJWK, type JWK } from 'jose'
import type { Pool } from '#server/database.ts'
import type { TestChannel } from './test-channel.ts'
import type { TestStaff } from './test-staff.ts'

export type OwnersKey = { publicKey: JWK; privateKey: KeyObject }

/** The key pair of the owner of the machine that is to call. */
export function drawOwnersKey(): OwnersKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  return { publicKey: { kty, crv, x, y } as JWK, privateKey }
}

export type Asked = { act: string; payload: Record<string, unknown>; reason?: string }

/** As the web process asks in an administrator's name. */
export function requestsBy(channel: TestChannel) {
  const act = (name: string, input: unknown, { sessionId }: Pick<TestStaff, 'sessionId'>) =>
    channel.call('backoffice', 'POST', `/v1/backoffice/acts/${name}`, { input }, { operatorSession: sessionId })
  const ask = (by: Pick<TestStaff, 'sessionId'>, { reason = 'نوبت تازه', ...asked }: Asked) =>
    act('request-approval', { ...asked, reason }, by)
  const approve = (by: Pick<TestStaff, 'sessionId'>, approvalId: string) =>
    act('decide-approval', { approvalId, decision: 'approve' }, by)
  return {
    act,
    ask,
    approve,
    /** Asked by the one and approved by the other; answers what the approval said. */
    agree: async (maker: TestStaff, checker: TestStaff, asked: Asked) => {
      const request = await ask(maker, asked)
      return request.status === 200 ? await approve(checker, request.body.result.approvalId) : request
    },
  }
}

/** What waits for the machine's owner, opened as any JOSE library does. */
export async function openHandover(
  owner: Pool,
  { clientId, version, key }: { clientId: string; version: number; key: OwnersKey },
): Promise<{ keyId: string; secret: Buffer; header: object }> {
  const { rows } = await owner.query<{ jwe: string }>(
    'SELECT jwe FROM channel_client_handover WHERE channel_client_id = $1 AND version = $2',
    [clientId, version],
  )
  const opened = await compactDecrypt(
    rows[0]?.jwe ?? '',
    await importJWK(key.privateKey.export({ format: 'jwk' }), 'ECDH-ES'),
  )
  const { keyid, secret } = JSON.parse(new TextDecoder().decode(opened.plaintext))
  return { keyId: keyid, secret: Buffer.from(secret, 'base64url'), header: opened.protectedHeader }
}
