import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/open-test-database.ts'
import { openTestServices } from '../../tests/harness/open-test-services.ts'
import { startTestChannel, type TestAnswer } from '../../tests/harness/test-channel.ts'
import { makeStaff, type TestStaff } from '../../tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { owner } = openTestServices(database)
const query = async (text: string, ...values: unknown[]) => (await channel.services.pool.query(text, values)).rows

let drawn = 0
const elsewhere = (): string => `198.51.${100 + Math.floor(++drawn / 250)}.${drawn % 250}`
type Body = { username: string; password: string; ip?: string; device?: string }
const signIn = ({ username, password, ip = elsewhere(), device }: Body): Promise<TestAnswer> =>
  channel.call('backoffice', 'POST', '/v1/backoffice/staff-authentications', { username, password, ip, device })
const wrongly = (staff: Pick<Body, 'username'> & Partial<Body>) => signIn({ ...staff, password: 'نادرست' })
const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)))

/** Somebody whose browser has been used before: what it holds since. */
async function regular(role: Parameters<typeof makeStaff>[1] = 'admin'): Promise<TestStaff & { device: string }> {
  const staff = await makeStaff(database, role)
  const { body } = await signIn(staff)
  return { ...staff, device: body.device }
}

test('ten posts of a stranger shut both administrators to strangers and neither out of their own browser', async () => {
  const admins = [await regular(), await regular()]
  for (const admin of admins) await times(5, () => wrongly({ username: admin.username }))
  for (const { username, password, device } of admins) {
    expect((await signIn({ username, password })).body.code).toBe('sign_in_refused')
    expect((await signIn({ username, password, device })).status).toBe(201)
    // The right sign-in opened it to nobody else.
    expect((await signIn({ username, password })).body.code).toBe('sign_in_refused')
  }
})

test('of forty wrong ones at once five are looked at and the account is shut once', async () => {
  const { id, username } = await makeStaff(database, 'fraud')
  const answers = await times(40, () => wrongly({ username }))
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['409 sign_in_refused']))
  const rows = await query(`SELECT action, data FROM audit_event WHERE subject_id = $1`, id)
  const counted = rows.filter(({ data }) => data.failedAttempts !== undefined).map(({ data }) => data.failedAttempts)
  expect(counted.sort()).toEqual([1, 2, 3, 4, 5])
  expect(rows.filter(({ data }) => data.why === 'shut')).toHaveLength(35)
  expect(rows.filter(({ action }) => action === 'staff.locked')).toHaveLength(1)
})

test('a known browser has five tries of its own, which count on nobody else; then it is known no more', async () => {
  const { id, username, password, device } = await regular('support')
  await times(20, () => wrongly({ username, device }))
  expect(await query('SELECT FROM known_device WHERE operator_id = $1', id)).toHaveLength(0)
  const forgotten = await query(
    `SELECT data FROM audit_event WHERE action = 'staff.browser_forgotten' AND subject_id = $1`,
    id,
  )
  expect(forgotten).toEqual([{ data: { why: 'wrong_passwords' } }])
  // Five on the browser, then five as anybody's; the other ten met a shut account.
  const [row] = await query('SELECT locked_until > now() AS shut FROM operator WHERE id = $1', id)
  expect(row).toEqual({ shut: true })
  expect((await signIn({ username, password, device })).status).toBe(409)
})

test('four wrong ones and a right one leave a browser known with all its tries', async () => {
  const { username, password, device } = await regular()
  for (let round = 0; round < 3; round++) {
    for (let tries = 0; tries < 4; tries++) expect((await wrongly({ username, device })).status).toBe(409)
    expect((await signIn({ username, password, device })).body.device).toBe(device)
  }
})

test('a mark stolen from one operator is worth nothing for another', async () => {
  const [one, other] = [await regular(), await regular()]
  await times(5, () => wrongly({ username: other.username }))
  expect((await signIn({ ...other, device: one.device })).status).toBe(409)
  expect((await signIn({ ...other, device: other.device })).status).toBe(201)
})

test('two who share a browser are both known there by one mark; a mark that was never given is not taken up', async () => {
  const [one, other] = [await regular(), await makeStaff(database, 'support')]
  expect((await signIn({ ...other, device: one.device })).body.device).toBe(one.device)
  await times(5, () => wrongly({ username: other.username }))
  expect((await signIn({ ...other, device: one.device })).status).toBe(201)
  const planted = 'A'.repeat(43)
  const { body } = await signIn({ ...(await makeStaff(database, 'support')), device: planted })
  expect(body.device).toMatch(/^[\w-]{43}$/)
  expect(body.device).not.toBe(planted)
})

test('an operator has at most ten known browsers, those used last, and one unused for half a year is none', async () => {
  const { id, username, password, device } = await regular()
  for (let browser = 0; browser < 10; browser++) await signIn({ username, password })
  expect(await query('SELECT FROM known_device WHERE operator_id = $1', id)).toHaveLength(10)
  await times(5, () => wrongly({ username }))
  expect((await signIn({ username, password, device })).status).toBe(409)
  const old = await regular()
  await query(`UPDATE known_device SET last_used_at = now() - interval '181 days' WHERE operator_id = $1`, old.id)
  await times(5, () => wrongly({ username: old.username }))
  expect((await signIn(old)).status).toBe(409)
})

test('an IPv6 /64 waits as one address after ten failures over any names, known browsers there do not', async () => {
  const { username, password, device } = await regular()
  const ip = (host: number) => `2001:db8:5:5:${host}::1`
  for (let host = 0; host < 10; host++)
    expect((await wrongly({ username: `nobody-${host}`, ip: ip(host) })).status).toBe(409)
  const waits = await signIn({ username, password, ip: ip(99) })
  expect([waits.status, waits.body.code, waits.body.waitSeconds]).toEqual([429, 'rate_limited', 1])
  expect(waits.headers.get('retry-after')).toBe('1')
  expect((await signIn({ username, password, device, ip: ip(99) })).status).toBe(201)
  expect((await wrongly({ username: 'nobody', ip: '2001:db8:5:6::1' })).status).toBe(409)
  await query(
    `UPDATE sign_in_count SET last_at = last_at - interval '1 second' WHERE kind = 'address' AND failures = 10`,
  )
  expect((await wrongly({ username: 'nobody-10', ip: ip(1) })).status).toBe(409)
  expect((await signIn({ username, password, ip: ip(2) })).body.waitSeconds).toBe(2)
})

test('of thirty wrong ones at once from one address ten are looked at', async () => {
  const ip = elsewhere()
  const answers = await times(30, (index) => wrongly({ username: `nobody-at-all-${index}`, ip }))
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(10)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
})

test('a name that nobody has is shut as somebody’s is, and counted without being kept', async () => {
  const username = 'canary-of-nobody'
  await times(5, () => wrongly({ username }))
  const counts = await query(`SELECT c::text AS row FROM sign_in_count c WHERE kind = 'name' AND shut_until > now()`)
  expect(counts.length).toBeGreaterThan(0)
  expect(counts.some(({ row }) => row.includes('canary'))).toBe(false)
})

test('after the next right sign-in the operator is told how many failed, from where and when', async () => {
  const { id, username, password, device } = await regular()
  const startedMs = Date.now()
  await wrongly({ username, ip: '203.0.113.1' })
  await wrongly({ username, ip: '203.0.113.1' })
  await wrongly({ username, device, ip: '203.0.113.2' })
  await signIn({ username, password, device })
  const told = 'SELECT failed_before AS told FROM staff_session WHERE operator_id = $1 ORDER BY created_at DESC LIMIT 1'
  const [{ told: tries }] = await query(told, id)
  expect(tries.count).toBe(3)
  expect(tries.addresses).toEqual([
    { address: '203.0.113.1', count: 2 },
    { address: '203.0.113.2', count: 1 },
  ])
  expect(tries.firstAtMs).toBeGreaterThanOrEqual(startedMs)
  expect(tries.lastAtMs).toBeGreaterThanOrEqual(tries.firstAtMs)
  await signIn({ username, password, device })
  expect(await query(told, id)).toEqual([{ told: null }])
})

test('sixty wrong ones hold up a right one from a known browser by little, each alone or all at once', async () => {
  const { username, password, device } = await regular()
  const right = async (): Promise<number> => {
    const startedMs = performance.now()
    expect((await signIn({ username, password, device })).status).toBe(201)
    return performance.now() - startedMs
  }
  const least = async (rounds: number, once: () => Promise<number>): Promise<number> => {
    const took: number[] = []
    for (let round = 0; round < rounds; round++) took.push(await once())
    return Math.min(...took)
  }
  const alone = await least(5, right)
  const beside = await least(5, async () => {
    const wrong = times(60, (index) => wrongly({ username: `stranger-${drawn}-${index}` }))
    await new Promise((soon) => setTimeout(soon, 20))
    const took = await right()
    await wrong
    return took
  })
  console.info(`a right sign-in takes ${(beside / alone).toFixed(1)} times as long beside sixty wrong ones`)
  expect(beside / alone).toBeLessThan(8)
})

test('what is shut is refused without hashing', async () => {
  const leastOf = async (count: number): Promise<number> => {
    const took: number[] = []
    for (let tries = 0; tries < count; tries++) {
      const startedMs = performance.now()
      await wrongly({ username: 'somebody-else' })
      took.push(performance.now() - startedMs)
    }
    return Math.min(...took)
  }
  const hashed = await leastOf(5)
  expect((await leastOf(20)) / hashed).toBeLessThan(0.7)
})

test('what another process counted while a password was hashed here holds', async () => {
  const { id, username, password } = await makeStaff(database, 'fraud')
  const elsewhere = await owner.connect()
  try {
    await elsewhere.query('BEGIN')
    await elsewhere.query(`UPDATE operator SET locked_until = now() + interval '30 min' WHERE id = $1`, [id])
    const trying = signIn({ username, password })
    await expect
      .poll(async () => (await query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).length, {
        timeout: 20_000,
      })
      .toBe(1)
    await elsewhere.query('COMMIT')
    expect((await trying).body.code).toBe('sign_in_refused')
  } finally {
    elsewhere.release()
  }
  expect(await query('SELECT FROM staff_session WHERE operator_id = $1', id)).toHaveLength(1)
})
