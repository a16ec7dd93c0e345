import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, installPhone, issueToken, publicJwk } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const fixture = { channel, owner, database }

test('a phone whose clock is off shows on the record of the customer whose codes it holds', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const subject = { pan: customer.card.pan, mobile: customer.mobile ?? '' }
  const phone = await installPhone(fixture, subject.mobile)
  await activate(phone, await issueToken(fixture, subject))
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await owner.query('UPDATE device SET signing_key = $2 WHERE id = $1', [phone.deviceId, publicJwk(privateKey)])
  const signer = { keyId: phone.deviceId, privateKey }
  const createdSeconds = Math.floor(Date.now() / 1000) - 3600
  const answer = await channel.call(signer, 'GET', '/v1/app/devices/me', null, { createdSeconds })
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
  const rows = (await readAudit(owner, customer.customerId)).filter(({ action }) => action === 'signature.stale')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ actorKind: 'device', actorId: phone.deviceId, data: { path: '/v1/app/devices/me' } })
  expect(Number(rows[0]?.data.skewSeconds)).toBeLessThanOrEqual(-3599)
})
