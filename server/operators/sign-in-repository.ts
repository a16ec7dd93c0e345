import type { Role } from '#domain/operator/permission.ts'
import type { AddressCount, NameCount } from '#domain/operator/sign-in-throttle.ts'
import type { FailedTries } from '#domain/verification/failed-tries.ts'
import { at, atOrNull, type Sql, type Transaction } from '#server/database.ts'

export type SigningOperator = {
  id: string
  username: string
  name: string
  role: Role
  branchId: string | null
  branchName: string | null
  failedAttempts: number
  lockedUntilMs: number | null
  disabledAtMs: number | null
  failedTries: FailedTries | null
  passwordHash: string | null
}

/** What a sign-in is looked up by: the typed name, its keyed MAC, that of the address, and the browser's mark as a hash. */
export type SignInKeys = { username: string; nameKey: Buffer; addressKey: Buffer; markHash: Buffer | null }

export type SigningDevice = { id: string; failedAttempts: number; isCode: boolean }
export type SignInFacts = {
  operator: SigningOperator | null
  device: SigningDevice | null
  /** Whether the mark is some operator's, this one's or another's who uses the same browser. */
  isMarkInUse: boolean
  /** Of a name that is nobody's at work; theirs stands in `operator`. */
  name: NameCount | null
  address: AddressCount | null
}

/** Holds the operator, the name and the address until the transaction ends, always in this order. */
export async function holdSignIn(tx: Transaction, { username, nameKey, addressKey }: SignInKeys): Promise<void> {
  await tx.query('SELECT FROM operator WHERE username = $1 FOR UPDATE', [username])
  await tx.query('SELECT pg_advisory_xact_lock(key) FROM (SELECT unnest($1::bigint[]) AS key ORDER BY 1) held', [
    [nameKey, addressKey].map((key) => key.readBigInt64BE().toString()),
  ])
}

export async function readSignInFacts(
  sql: Sql,
  { username, nameKey, addressKey, markHash }: SignInKeys,
  { nowMs, knownSinceMs }: { nowMs: number; knownSinceMs: number },
): Promise<SignInFacts> {
  const { rows } = await sql.query<SignInFacts>(
    `SELECT CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'username', o.username, 'name', o.name, 'role', o.role,
         'branchId', o.branch_id, 'branchName', b.name, 'failedAttempts', o.failed_attempts,
         'lockedUntilMs', (extract(epoch FROM o.locked_until) * 1000)::bigint,
         'disabledAtMs', (extract(epoch FROM o.disabled_at) * 1000)::bigint,
         'failedTries', o.failed_tries, 'passwordHash', c.password_hash) END AS operator,
       CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'failedAttempts', d.failed_attempts,
         'isCode', d.code_expires_at IS NOT NULL) END AS device,
       EXISTS (SELECT FROM known_device k JOIN operator u ON u.id = k.operator_id
               WHERE k.mark_hash = $2 AND k.code_expires_at IS NULL AND k.last_used_at > $6) AS "isMarkInUse",
       CASE WHEN n.key IS NOT NULL THEN jsonb_build_object('failures', n.failures,
         'shutUntilMs', (extract(epoch FROM n.shut_until) * 1000)::bigint) END AS name,
       CASE WHEN a.key IS NOT NULL THEN jsonb_build_object('failures', a.failures,
         'lastAtMs', (extract(epoch FROM a.last_at) * 1000)::bigint) END AS address
     FROM (SELECT) one
     LEFT JOIN operator o ON o.username = $1
     LEFT JOIN branch b ON b.id = o.branch_id
     LEFT JOIN staff_credential c ON c.operator_id = o.id
     LEFT JOIN known_device d ON d.operator_id = o.id AND d.mark_hash = $2
       AND CASE WHEN d.code_expires_at IS NULL THEN d.last_used_at > $6 ELSE d.code_expires_at > $5 END
     LEFT JOIN sign_in_count n ON n.kind = 'name' AND n.key = $3
     LEFT JOIN sign_in_count a ON a.kind = 'address' AND a.key = $4`,
    [username, markHash, nameKey, addressKey, at(nowMs), at(knownSinceMs)],
  )
  const [facts] = rows
  if (!facts) throw new Error('A row without a table was not there')
  return facts
}

/** `tries` are kept until the next right sign-in tells them. */
export async function setSignInFailures(
  tx: Transaction,
  operatorId: string,
  { failures, shutUntilMs, tries }: NameCount & { tries: FailedTries | null },
): Promise<void> {
  await tx.query('UPDATE operator SET failed_attempts = $2, locked_until = $3, failed_tries = $4 WHERE id = $1', [
    operatorId,
    failures,
    atOrNull(shutUntilMs),
    tries === null ? null : JSON.stringify(tries),
  ])
}

type SignInCount = {
  kind: 'name' | 'address'
  key: Buffer
  failures: number
  lastAtMs: number
  shutUntilMs: number | null
}

/** The caller holds the name and the address, so that what it counted from is what stands there. */
export async function setSignInCount(tx: Transaction, count: SignInCount): Promise<void> {
  await tx.query(
    `INSERT INTO sign_in_count (kind, key, failures, last_at, shut_until) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (kind, key) DO UPDATE SET failures = $3, last_at = $4, shut_until = $5`,
    [count.kind, count.key, count.failures, at(count.lastAtMs), atOrNull(count.shutUntilMs)],
  )
}

/** The same password in another form: not a change of it, whose day stays. */
export async function setPasswordHash(tx: Transaction, operatorId: string, passwordHash: string): Promise<void> {
  await tx.query('UPDATE staff_credential SET password_hash = $2 WHERE operator_id = $1', [operatorId, passwordHash])
}
