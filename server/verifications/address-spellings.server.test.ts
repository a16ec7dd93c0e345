import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gatewayRoutes } from '#channel/routes/gateway.ts'
import { canonicalAddress } from '#domain/network/address.ts'
import { conditionsOf } from '#server/verifications/log-conditions-repository.ts'
import { logFiltersSchema } from '#server/verifications/log-schemas.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { waitForYoungMinute } from '#tests/harness/young-minute.ts'
import { inProject } from '../../scripts/project-root.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: gatewayRoutes, policy: { otpRequestsPerAddressPerMinuteMax: 3 } })
const { owner } = openTestServices(database)
const rekey = readFileSync(inProject('prisma/migrations/20261130101500_one_address/migration.sql'), 'utf8')
const spellings = ['192.0.2.77', '::ffff:192.0.2.77', '::FFFF:C000:24D', '0:0:0:0:0:ffff:c000:024d']

test('the spellings of one address are one in the log, in its filter and in the rates', async () => {
  await waitForYoungMinute()
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, channel.services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  const payment = { pan: customer.card.pan.reveal(), processType: 'purchase', amount: 5_000 }
  const payee = { merchantId: 'M-1', terminalId: 'T-1' }
  for (const clientIp of spellings) {
    const tried = { ...payment, payee, pinKind: 'second', code: '0000000', clientIp }
    const verified = await channel.call('gateway', 'POST', '/v1/gateway/verifications', tried)
    expect(verified.status).toBe(200)
    const asked = { ...payment, payee: { ...payee, name: 'نام' }, clientIp }
    const pressed = await channel.call('gateway', 'POST', '/v1/gateway/otp-requests', asked)
    expect(pressed.status).toBe(202)
  }
  const { rows: asked } = await owner.query('SELECT client_ip, over_rate_of FROM otp_request ORDER BY at, id')
  expect(asked.map((row) => row.client_ip)).toEqual(spellings.map(() => '192.0.2.77'))
  expect(asked.map((row) => row.over_rate_of)).toEqual([null, null, null, 'address'])
  for (const ip of spellings) {
    const filters = logFiltersSchema.parse({ ip })
    const { where, values } = conditionsOf({ window: { fromMs: nowMs, toMs: Date.now() + 1 }, filters })
    const { rows } = await owner.query(`SELECT v.id FROM verification v WHERE ${where.join(' AND ')}`, values)
    expect(rows).toHaveLength(spellings.length)
  }
})

const insertOf = {
  verification: `INSERT INTO verification (id, at, guard_id, card_masked, pin_kind, outcome, reason, response_code, counted,
      terminal_id, channel_client_id, client_ip)
    SELECT gen_random_uuid(), now(), gen_random_uuid(), '507677******0016', 'second', 'rejected', 'code_mismatch', '55', true, 'T',
      $1, unnest($2::text[])`,
  audit_event: `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, action, request_id, ip)
    SELECT gen_random_uuid(), now(), 'system', $1, 'x', 'customer.found', 'r', unnest($2::text[])`,
  otp_request: `INSERT INTO otp_request (id, at, guard_id, reference_number, process_type, payee_name, merchant_id, terminal_id,
      channel_client_id, client_ip, state, expires_at)
    SELECT gen_random_uuid(), now(), gen_random_uuid(), '1', 'purchase', 'p', 'm', 't', $1, unnest($2::text[]), 'used', now()`,
}
const addressOf = { verification: 'client_ip', audit_event: 'ip', otp_request: 'client_ip' }
const ownerOf = { verification: 'channel_client_id', audit_event: 'actor_id', otp_request: 'channel_client_id' }
const old = [
  ...spellings,
  '2001:DB8:0:0:8:800:200C:417A',
  '2001:0db8:0000:0000:0001:0000:0000:0001',
  '2001:db8::1:1:1:1:1',
  '0:0:0:0:0:0:0:1',
  '::192.0.2.77',
  '::2',
  '::1:0',
  '64:ff9b::192.0.2.33',
  '::ffff:0:1.2.3.4',
]
const lax = fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant('0') }, fc.stringMatching(/^[0-9A-Fa-f]{1,4}$/)), {
  minLength: 8,
  maxLength: 8,
})
const drawn = fc.sample(
  fc.oneof(
    fc.ipV6(),
    lax.map((groups) => groups.join(':')),
  ),
  2_000,
)

test.each(['verification', 'audit_event', 'otp_request'] as const)(
  'old rows of %s get the one spelling',
  async (table) => {
    const known = [...old, ...drawn].filter((literal) => canonicalAddress(literal) !== null)
    await owner.query(insertOf[table], ['old', known])
    await owner.query(insertOf[table], ['odd', ['fe80::A%eth0', 'no address', null]])
    const { rows: before } = await owner.query('SELECT count(*) AS n FROM audit_event WHERE ip IS NULL')
    await owner.query(rekey)
    const read = async (whose: string) =>
      (
        await owner.query(`SELECT ${addressOf[table]} AS ip FROM ${table} WHERE ${ownerOf[table]} = $1`, [whose])
      ).rows.map(({ ip }) => ip)
    expect((await read('old')).sort()).toEqual(known.map(canonicalAddress).sort())
    expect((await read('odd')).sort()).toEqual(['fe80::a', 'no address', null])
    expect((await owner.query('SELECT count(*) AS n FROM audit_event WHERE ip IS NULL')).rows).toEqual(before)
  },
)

test('what was put aside for it refuses changes again, in every partition', async () => {
  for (const act of [
    `UPDATE verification SET client_ip = 'x'`,
    `UPDATE audit_event SET ip = 'x'`,
    'DELETE FROM audit_event',
  ])
    await expect(owner.query(act), act).rejects.toThrow(/append-only/)
  const { rows } = await owner.query(`SELECT tgrelid::regclass::text AS part FROM pg_trigger WHERE tgenabled = 'D'`)
  expect(rows).toEqual([])
})
