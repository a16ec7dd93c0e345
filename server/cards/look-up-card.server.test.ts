import { expect, test } from 'vitest'
import { drawId } from '#server/draw-id.ts'
import { panFingerprint } from '#server/keys.ts'
import { withClient } from '../../scripts/database/prepare-database.ts'
import { openTestDatabase } from '../../tests/harness/open-test-database.ts'
import { startTestChannel } from '../../tests/harness/test-channel.ts'
import { makeStaff } from '../../tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const path = '/v1/backoffice/cards/lookup'
const knownPan = '5076770000000006'
const unknownPan = '5076770000000014'

async function makeCard(pan: string): Promise<{ cardId: string; customerId: string }> {
  const [branchId, customerId, cardId] = [drawId(Date.now()), drawId(Date.now()), drawId(Date.now())]
  await withClient(database.superuserUrl, async (client) => {
    await client.query(`INSERT INTO branch (id, code, name) VALUES ($1, '7', 'شعبه')`, [branchId])
    await client.query(
      `INSERT INTO customer (id, customer_number, national_id, name, name_search, sms_member, branch_id, created_at)
       VALUES ($1, '1', '0012345678', 'نام', 'نام', true, $2, now())`,
      [customerId, branchId],
    )
    await client.query(
      `INSERT INTO card (id, customer_id, bin, last4, status, expires_at, created_at)
       VALUES ($1, $2, $3, $4, 'active', now() + interval '1 year', now())`,
      [cardId, customerId, pan.slice(0, 6), pan.slice(-4)],
    )
    const fingerprint = panFingerprint(channel.services.keys, pan)
    await client.query('INSERT INTO card_fingerprint (fingerprint, card_id) VALUES ($1, $2)', [fingerprint, cardId])
  })
  return { cardId, customerId }
}

const card = await makeCard(knownPan)
const auditOf = async (operatorId: string) =>
  (
    await channel.services.pool.query(
      'SELECT action, customer_id, card_id, data FROM audit_event WHERE actor_id = $1 ORDER BY at, id',
      [operatorId],
    )
  ).rows

test('a clerk finds whose card lies on the counter, and the customer’s timeline says so', async () => {
  const { id, sessionId } = await makeStaff(database, 'branch')
  const answer = await channel.call('backoffice', 'POST', path, { pan: knownPan }, { operatorSession: sessionId })
  expect([answer.status, answer.body]).toEqual([200, card])
  expect(await auditOf(id)).toEqual([
    {
      action: 'customer.found',
      customer_id: card.customerId,
      card_id: card.cardId,
      data: { by: 'card', last4: '0006' },
    },
  ])
})

test('a card that the bank does not know is not found, and the attempt leaves its row without the number', async () => {
  const { id, sessionId } = await makeStaff(database, 'support')
  const answer = await channel.call('backoffice', 'POST', path, { pan: unknownPan }, { operatorSession: sessionId })
  expect(answer.status).toBe(404)
  const rows = await auditOf(id)
  expect(rows).toEqual([
    {
      action: 'card.looked_up',
      customer_id: null,
      card_id: null,
      data: { found: false, bin: '507677', last4: '0014' },
    },
  ])
})

test('refuses role admin', async () => {
  const { sessionId } = await makeStaff(database, 'admin')
  const answer = await channel.call('backoffice', 'POST', path, { pan: knownPan }, { operatorSession: sessionId })
  expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
})
