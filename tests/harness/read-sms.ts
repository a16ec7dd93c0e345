import { readFileSync } from 'node:fs'
import { compactDecrypt, importJWK } from 'jose'
import { at, type Pool } from '#server/database.ts'
import type { TestDatabase } from './open-test-database.ts'

export type TestSms = { template: string; noticeKind: string | null; mobile: string; text: string | null }

/** What was sent to a mobile since an instant, oldest first; a text with a code is opened with the worker's key. */
export async function readSms(
  owner: Pool,
  { keyFiles }: TestDatabase,
  { mobile, sinceMs = 0 }: { mobile: string; sinceMs?: number },
): Promise<TestSms[]> {
  const { rows } = await owner.query(
    `SELECT m.template, m.notice_kind AS "noticeKind", m.mobile, b.sealed FROM sms_message m
     LEFT JOIN sms_body b ON b.sms_message_id = m.id WHERE m.mobile = $1 AND m.at >= $2 ORDER BY m.at, m.id`,
    [mobile, at(sinceMs)],
  )
  const key = await importJWK(JSON.parse(readFileSync(keyFiles.worker, 'utf8')).sealPrivateKeyJwk, 'ECDH-ES')
  return await Promise.all(
    rows.map(async ({ sealed, ...sms }) => {
      const text = sealed === null ? null : (await compactDecrypt(sealed, key)).plaintext
      return { ...sms, text: text && Buffer.from(text).toString() }
    }),
  )
}

/** The code or token half of the latest message of a template: its last line. */
export async function readLatestCode(
  owner: Pool,
  database: TestDatabase,
  wish: { mobile: string; template: 'registration_code' | 'activation_token' | 'otp' | 'proof_code' },
): Promise<string> {
  const sms = (await readSms(owner, database, wish)).filter(({ template }) => template === wish.template)
  const code = sms.at(-1)?.text?.split('\n').at(-1)
  if (!code) throw new Error(`No ${wish.template} was sent to ${wish.mobile}`)
  return code
}
