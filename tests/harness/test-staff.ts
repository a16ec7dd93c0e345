import { randomBytes, randomUUID } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Role } from '#domain/operator/permission.ts'
import { openPool } from '#server/database.ts'
import { passwordHashing } from '#server/operators/check-password.ts'
import { makeOperator } from './make-operator.ts'
import type { TestDatabase } from './open-test-database.ts'

export type TestStaff = { id: string; username: string; password: string; sessionId: string }

/** A member of staff of that role with a password, and a session opened now; of `branch`, in a branch of their own. */
export async function makeStaff(database: Pick<TestDatabase, 'ownerUrl'>, role: Role): Promise<TestStaff> {
  const owner = openPool({ connectionString: database.ownerUrl, max: 1, applicationName: 'test-staff' })
  try {
    const branchId = role === 'branch' ? randomUUID() : null
    if (branchId !== null) {
      const code = String(randomBytes(3).readUIntBE(0, 3))
      await owner.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $3)', [branchId, code, `شعبهٔ ${code}`])
    }
    const { operatorId: id, sessionId } = await makeOperator(owner, { role, branchId, nowMs: Date.now() })
    const username = `${role}-${randomBytes(4).toString('hex')}`
    const password = `گذرواژه-${randomBytes(4).toString('hex')}`
    await owner.query('UPDATE operator SET username = $2 WHERE id = $1', [id, username])
    await owner.query('INSERT INTO staff_credential (operator_id, password_hash, updated_at) VALUES ($1, $2, now())', [
      id,
      await hash(password, passwordHashing),
    ])
    return { id, username, password, sessionId }
  } finally {
    await owner.end()
  }
}
