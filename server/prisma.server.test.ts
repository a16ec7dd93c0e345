import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openPool, type Pool } from '#server/database.ts'
import { isDatabaseTrouble } from '#server/database-trouble.ts'
import { prismaOver } from '#server/prisma.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const pools: Pool[] = []
afterAll(() => Promise.all(pools.map((pool) => pool.end())), 10_000)

function open(connectionString: string, options = ''): Pool {
  const url = new URL(connectionString)
  if (options !== '') url.searchParams.set('options', options)
  const pool = openPool({ connectionString: url.href, max: 2, applicationName: 'prisma', silenceMaxMs: 2_000 })
  pools.push(pool)
  return pool
}

test.each(['UTC', 'Asia/Tehran', 'America/St_Johns'])(
  'an instant is the same in a database of the zone %s',
  async (zone) => {
    const pool = open(database.ownerUrl, `-c TimeZone=${zone}`)
    const atMs = Date.UTC(2026, 2, 21, 20, 30, 0, 123)
    const id = randomUUID()
    await pool.query(
      `INSERT INTO operator (id, username, name, role, created_at) VALUES ($1::uuid, $2, 'نام', 'auditor', $3)`,
      [id, `zone-${id}`, new Date(atMs)],
    )
    const prisma = await prismaOver(pool)
    const found = await prisma.operator.findMany({ select: { createdAt: true }, where: { id } })
    expect(found.map(({ createdAt }) => createdAt.getTime())).toEqual([atMs])
    await pool.query(
      `INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at) VALUES ($1::uuid, sha256($2), $1::uuid, $3, $3)`,
      [id, id, new Date(atMs)],
    )
    const related = await prisma.staffSession.findMany({
      select: { operator: { select: { createdAt: true } } },
      where: { operatorId: id },
    })
    expect(related.map(({ operator }) => operator.createdAt.getTime())).toEqual([atMs])
    const listed = async (createdAt: object): Promise<number> =>
      await prisma.operator.count({ where: { id, createdAt } })
    expect(await listed({ equals: new Date(atMs) })).toBe(1)
    expect(await listed({ in: [new Date(0), new Date(atMs)] })).toBe(1)
    expect(await listed({ gt: new Date(atMs) })).toBe(0)
    expect(await listed({ lt: new Date(atMs) })).toBe(0)
  },
)

test('one pool has one client, which reads over the pool’s own connections', async () => {
  const pool = open(database.ownerUrl)
  expect(await prismaOver(pool)).toBe(await prismaOver(pool))
  await (await prismaOver(pool)).branch.findMany()
  expect(pool.totalCount).toBe(1)
})

test('what the role may not read is refused by the database, and is no trouble of it', async () => {
  const prisma = await prismaOver(open(database.webUrl))
  const error = await prisma.customer.findMany().catch((failure: unknown) => failure)
  expect(String(error)).toContain('permission denied')
  expect(isDatabaseTrouble(error)).toBe(false)
})

test('a database that is away or busy is told from a wrong request', async () => {
  const away = new URL(database.ownerUrl)
  away.port = '9'
  const troubles = [open(away.href), open(database.ownerUrl, '-c statement_timeout=1')]
  await troubles[1]?.query('SELECT').catch(() => {})
  for (const pool of troubles) {
    const prisma = await prismaOver(pool)
    const reads = Array.from({ length: 50 }, () => prisma.auditEvent.findMany({ where: { data: { equals: {} } } }))
    const failed = (await Promise.allSettled(reads)).flatMap((read) =>
      read.status === 'rejected' ? [read.reason] : [],
    )
    for (const error of failed) expect(isDatabaseTrouble(error)).toBe(true)
    if (pool === troubles[0]) expect(failed).toHaveLength(50)
  }
})
