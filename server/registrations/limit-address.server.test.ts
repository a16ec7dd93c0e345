import { expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { registrationBody } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const channel = startTestChannel(database)
const path = '/v1/app/registrations'
const start = (n: number) => channel.call(null, 'POST', path, registrationBody(`0912${1_000_000 + n}`).body)

test('of registrations from one address, at once or not, sixty in ten minutes are taken', async () => {
  const answers = await Promise.all(Array.from({ length: 70 }, (_, n) => start(n)))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(60)
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(10)
  for (const { headers, body } of refused) {
    expect(body.code).toBe('rate_limited')
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }
})

test('a crowded address is refused before its body is looked at, and again taken when the window has passed', async () => {
  const headers = { 'content-type': 'application/json' }
  expect((await channel.send('POST', path, { body: '{', headers })).status).toBe(429)
  await owner.query(`UPDATE registration SET created_at = created_at - interval '10 minutes'`)
  expect((await start(99)).status).toBe(202)
})
