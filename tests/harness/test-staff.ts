import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Role } from '#domain/permission.ts'
import { drawId } from '#server/draw-id.ts'
import { sessionIdHash } from '#server/operators/authorize.ts'
import { passwordHashing } from '#server/staff/check-password.ts'
import { withClient } from '../../scripts/prepare-database.ts'
import type { TestDatabase } from './open-test-database.ts'

export type TestOperator = { id: string; username: string; password: string; sessionId: string }

/** A member of staff of that role, with a password and a session of their own. */
export async function makeTestOperator(database: TestDatabase, role: Role): Promise<TestOperator> {
  const id = drawId(Date.now())
  const username = `${role}-${randomBytes(4).toString('hex')}`
  const password = `گذرواژه-${randomBytes(4).toString('hex')}`
  const sessionId = randomBytes(32).toString('base64url')
  const passwordHash = await hash(password, passwordHashing)
  await withClient(database.superuserUrl, async (client) => {
    const branchId = role === 'branch' ? drawId(Date.now()) : null
    if (branchId !== null) {
      const code = String(randomBytes(3).readUIntBE(0, 3))
      await client.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $3)', [branchId, code, `شعبهٔ ${code}`])
    }
    await client.query(
      'INSERT INTO operator (id, username, name, role, branch_id, created_at) VALUES ($1, $2, $2, $3, $4, now())',
      [id, username, role, branchId],
    )
    await client.query('INSERT INTO staff_credential (operator_id, password_hash, updated_at) VALUES ($1, $2, now())', [
      id,
      passwordHash,
    ])
    await client.query(
      'INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at) VALUES ($1, $2, $3, now(), now())',
      [drawId(Date.now()), sessionIdHash(sessionId), id],
    )
  })
  return { id, username, password, sessionId }
}
