import { afterAll, expect, test } from 'vitest'
import { isAllowed, roles } from '#domain/operator/permission.ts'
import { openPool } from '#server/database.ts'
import { blockDevice } from '#server/devices/block-device.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { type Act, acts } from './acts.ts'
import { openCase, type PermissionFixture, verdictOf } from './permission-fixture.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const webPool = openPool({ connectionString: database.webUrl, max: 4, applicationName: 'told-web' })
const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'told-owner' })
const fixture: PermissionFixture = { webPool, owner, channel }
afterAll(() => Promise.all([webPool.end(), owner.end()]))

/** They ask the customer for a code, or look at one; nothing of the record changes. */
const changesNothing = ['POST proofs', 'POST proofs/{id}/checks']
const block: Act = {
  name: 'block a device',
  permission: 'device:deactivate',
  asks: ['device:deactivate'],
  run: ({ desk, ctx, app: { deviceId } }) =>
    verdictOf(blockDevice(desk, ctx, { deviceId, reason: 'چند کارت روی یک گوشی', proof: 'not_present' })),
}
const onRecord = acts.filter(
  ({ name, permission }) =>
    /^(activation_token|device|enrollment|guard):/.test(permission) && !changesNothing.includes(name),
)

const told: Record<string, string> = {
  'POST activation-tokens': 'token_issued',
  'POST enrollments/{id}/resynchronisations': 'resynchronised',
  'POST activation-tokens/{id}/receipt': 'token_reprinted',
  'deactivate a device': 'device_deactivated',
  'block a device': 'device_blocked',
  'deactivate an enrollment': 'deactivated',
  suspend: 'suspended',
  unsuspend: 'unsuspended',
  unlock: 'unlocked',
}

test('every act of staff on a record is known here', () => {
  expect([...onRecord, block].map(({ name }) => name).sort()).toEqual(Object.keys(told).sort())
})

test.each([...onRecord, block])('the customer is told by SMS: $name', async (act) => {
  const role = act === block ? 'fraud' : roles.find((each) => isAllowed(each, act.permission))
  if (!role) throw new Error('nobody may do it')
  const asked = await openCase(fixture, role)
  const mobile = asked.customer.mobile ?? ''
  const notices = async () => (await readSms(owner, database, { mobile })).flatMap(({ noticeKind }) => noticeKind ?? [])
  const before = await notices()
  expect(await act.run(asked)).toBe('allowed')
  const after = await notices()
  for (const earlier of before) after.splice(after.indexOf(earlier), 1)
  expect(after).toEqual([told[act.name]])
})
