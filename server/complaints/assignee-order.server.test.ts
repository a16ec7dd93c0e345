import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { listAssignees } from '#server/complaints/assignee-repository.ts'
import { openPool } from '#server/database.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const owner = openPool({ connectionString: database.ownerUrl, max: 1, applicationName: 'assignee-order' })
afterAll(() => owner.end())

test('who may be given a complaint is listed in the order of the Persian alphabet', async () => {
  const names = ['وحید', 'گودرز', 'پرویز', 'یاسمن', 'چنگیز', 'ژاله', 'کیوان', 'بهرام']
  for (const name of names) {
    const id = randomUUID()
    const values = [id, `order-${id}`, `${name} الفبایی`]
    await owner.query(
      `INSERT INTO operator (id, username, name, role, created_at) VALUES ($1, $2, $3, 'support', now())`,
      values,
    )
  }
  const listed = (await listAssignees(owner, null)).map(({ name }) => name).filter((name) => name.endsWith(' الفبایی'))
  const inOrder = ['بهرام', 'پرویز', 'چنگیز', 'ژاله', 'کیوان', 'گودرز', 'وحید', 'یاسمن']
  expect(listed.map((name) => name.split(' ')[0])).toEqual(inOrder)
})
