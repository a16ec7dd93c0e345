import { describe, expect, test } from 'vitest'
import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import type { Reason } from '#domain/reason/reason.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { builtInTexts } from '#server/catalogue/built-in-texts.ts'
import { keepCatalogue } from '#server/catalogue/keep-catalogue.ts'
import { readCatalogue, readCatalogueReason } from '#server/catalogue/read-catalogue.ts'
import type { Pool } from '#server/database.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const [reza, shirin] = [
  await makeOperator(owner, { role: 'admin', nowMs }),
  await makeOperator(owner, { role: 'admin', nowMs }),
]
const why = 'مشتریان این جمله را نمی‌فهمند'

function worded(reason: Reason, title: string): CatalogueTexts {
  const { fa, en } = builtInTexts(reason)
  return { fa: { ...fa, title }, en }
}

function ask(reason: Reason, texts: CatalogueTexts, by: TestOperator = reza, atMs = nowMs) {
  return requestApproval(desk, by.ctx(atMs), { act: 'catalogue:change', payload: { reason, texts }, reason: why })
}

function approve(approvalId: string, by: TestOperator = shirin, atMs = nowMs) {
  return decideApproval(desk, by.ctx(atMs), { approvalId, decision: 'approve' })
}

const titleOf = async (reason: Reason): Promise<string | undefined> =>
  (await keepCatalogue(desk.pool).read(nowMs))[reason]?.fa.title

test('an edited text is in force once another administrator has approved it, and not before', async () => {
  const { approvalId } = await ask('code_expired', worded('code_expired', 'رمز با تأخیر وارد شد'))
  expect(await titleOf('code_expired')).toBeUndefined()
  expect(await readCatalogueReason(desk, shirin.ctx(nowMs), { reason: 'code_expired' })).toMatchObject({
    version: 0,
    texts: builtInTexts('code_expired'),
    pending: { approvalId },
  })
  await approve(approvalId)
  expect(await titleOf('code_expired')).toBe('رمز با تأخیر وارد شد')
  expect(await readCatalogueReason(desk, shirin.ctx(nowMs), { reason: 'code_expired' })).toMatchObject({
    version: 1,
    pending: null,
    versions: [{ version: 1, why }],
  })
  const { rows } = await owner.query(
    `SELECT actor_id, reason, data->>'checkerId' AS checker, data->'version' AS version FROM audit_event WHERE action = 'catalogue.changed'`,
  )
  expect(rows).toEqual([{ actor_id: reza.operatorId, reason: why, checker: shirin.operatorId, version: 1 }])
})

test('who asked does not approve their own wording', async () => {
  const { approvalId } = await ask('code_superseded', worded('code_superseded', 'رمز تازه‌تری هست'))
  await expect(approve(approvalId, reza)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await titleOf('code_superseded')).toBeUndefined()
})

test('an earlier wording comes back as a later version, and every version stays', async () => {
  for (const title of ['کارت بسته است', 'کارت مسدود است', 'کارت بسته است'])
    await approve((await ask('card_blocked', worded('card_blocked', title))).approvalId)
  await approve((await ask('card_blocked', builtInTexts('card_blocked'))).approvalId)
  const { versions, texts } = await readCatalogueReason(desk, reza.ctx(nowMs), { reason: 'card_blocked' })
  expect(versions.map(({ version, texts: { fa } }) => [version, fa.title])).toEqual([
    [4, builtInTexts('card_blocked').fa.title],
    [3, 'کارت بسته است'],
    [2, 'کارت مسدود است'],
    [1, 'کارت بسته است'],
  ])
  expect(texts).toEqual(builtInTexts('card_blocked'))
})

test('two wordings approved at once for one reason become two versions', async () => {
  const first = await ask('card_expired', worded('card_expired', 'یک'))
  await expect(ask('card_expired', worded('card_expired', 'دو'), shirin)).rejects.toMatchObject({
    reason: 'already_asked',
  })
  const answers = await Promise.allSettled([approve(first.approvalId), approve(first.approvalId)])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect((await readCatalogueReason(desk, reza.ctx(nowMs), { reason: 'card_expired' })).versions).toHaveLength(1)
})

describe('it cannot be asked for', () => {
  const { fa, en } = builtInTexts('code_expired')
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a wording that shows a fact this reason does not have',
      { fa: { ...fa, script: '{until} صبر کنید.' }, en },
      'catalogue_invalid',
    ],
    ['a wording with an empty text', { fa, en: { ...en, title: '  ' } }, 'catalogue_invalid'],
    ['a wording in one language', { fa }, 'validation_failed'],
    ['a wording with a fifth text', { fa: { ...fa, note: 'x' }, en }, 'validation_failed'],
  ])('%s', async (_what, texts, refused) => {
    const asked = ask('code_expired', texts as unknown as CatalogueTexts)
    await expect(asked).rejects.toMatchObject({ reason: refused })
  })

  test('what is worded so already', async () => {
    await expect(ask('code_mismatch', builtInTexts('code_mismatch'))).rejects.toMatchObject({
      reason: 'catalogue_unchanged',
    })
  })

  test.each(['branch', 'support', 'fraud', 'auditor'] as const)('by %s', async (role) => {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO branch (id, code, name) VALUES (gen_random_uuid(), (10000000 + floor(random() * 89999999))::bigint::text, 'شعبه') RETURNING id`,
    )
    const branchId = role === 'branch' ? (rows[0]?.id ?? null) : null
    const operator = await makeOperator(owner, { role, branchId, nowMs })
    await expect(ask('code_mismatch', worded('code_mismatch', 'نادرست'), operator)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

test('letters typed on an Arabic keyboard and a plain apostrophe are kept as the catalogue writes them', async () => {
  const { fa, en } = builtInTexts('no_live_code')
  const typed = { fa: { ...fa, title: ' رمزي  نبود كه ' }, en: { ...en, title: "There wasn't a code" } }
  await approve((await ask('no_live_code', typed)).approvalId)
  const { texts } = await readCatalogueReason(desk, reza.ctx(nowMs), { reason: 'no_live_code' })
  expect([texts.fa.title, texts.en.title]).toEqual(['رمزی نبود که', 'There wasn’t a code'])
})

describe('the channel server by itself', () => {
  test('puts no wording in force: neither by writing a row nor by naming a request that nobody approved', async () => {
    const { approvalId } = await ask('not_enrolled', worded('not_enrolled', 'فعال نیست'))
    const row = [approvalId, reza.operatorId, shirin.operatorId]
    const insert = `INSERT INTO catalogue_version VALUES ('not_enrolled', 1, '{"fa":{},"en":{}}', $1, $2, $3, now())`
    await expect(desk.pool.query(insert, row)).rejects.toThrow('permission denied')
    await expect(desk.pool.query('SELECT change_catalogue($1)', [approvalId])).rejects.toThrow('no approved change')
  })

  test('cannot put an approved wording in force twice', async () => {
    const { approvalId } = await ask('code_malformed', worded('code_malformed', 'این رمز نیست'))
    await approve(approvalId)
    await expect(desk.pool.query('SELECT change_catalogue($1)', [approvalId])).rejects.toThrow('no approved change')
  })
})

test('a version is never rewritten nor taken away, not even by the owner', async () => {
  for (const statement of [
    `UPDATE catalogue_version SET version = 9`,
    'DELETE FROM catalogue_version',
    'TRUNCATE catalogue_version',
  ])
    await expect(owner.query(statement)).rejects.toThrow('append-only')
})

test('the list tells every reason once, which are edited and which wait', async () => {
  const list = await readCatalogue(desk, reza.ctx(nowMs))
  expect(new Set(list.map(({ reason }) => reason)).size).toBe(list.length)
  expect(list.find(({ reason }) => reason === 'code_malformed')).toMatchObject({ version: 1, pending: null })
  expect(list.find(({ reason }) => reason === 'not_enrolled')).toMatchObject({ version: 0, pending: {} })
})

test('however often it is read, a process asks once a second whether the catalogue has changed', async () => {
  const asked: string[] = []
  const counting = {
    query: (text: string, values?: unknown[]) => {
      asked.push(text)
      return desk.pool.query(text, values)
    },
  } as unknown as Pool
  const kept = keepCatalogue(counting)
  for (let each = 0; each < 50; each++) await kept.read(nowMs + each)
  expect(asked).toHaveLength(2)
  await kept.read(nowMs + 1_000)
  expect(asked).toHaveLength(3)
})

test('a question that failed is asked again at the next reading', async () => {
  let isDown = true
  const shaky = {
    query: (text: string) => (isDown ? Promise.reject(new Error('down')) : desk.pool.query(text)),
  } as unknown as Pool
  const kept = keepCatalogue(shaky)
  await expect(kept.read(nowMs)).rejects.toThrow('down')
  isDown = false
  expect(Object.keys(await kept.read(nowMs))).toContain('code_expired')
})
