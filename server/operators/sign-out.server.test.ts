import { expect, test } from 'vitest'
import { requireOperator } from '#server/operators/authorize.ts'
import { signOut } from '#server/operators/sign-out.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const web = openTestWeb(database)
const nowMs = Date.now()

test('signing out ends the session for good and is recorded once', async () => {
  const { ctx, operatorId } = await makeOperator(owner, { role: 'support', nowMs })
  await signOut(web, ctx(nowMs))
  await expect(requireOperator(web, ctx(nowMs))).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(signOut(web, ctx(nowMs))).rejects.toMatchObject({ code: 'unauthenticated' })
  const { rows } = await owner.query('SELECT action FROM audit_event WHERE actor_id = $1', [operatorId])
  expect(rows).toEqual([{ action: 'staff.signed_out' }])
})
