import { expect, type Page } from '@playwright/test'
import { makeStaff } from '../tests/harness/test-staff.ts'
import { asOwner, ownerUrl } from './steps/records.ts'
import { test } from './steps/test.ts'

type Member = { id: string; username: string; password: string }
const newMember = (role: 'auditor' | 'admin' = 'auditor'): Promise<Member> => makeStaff({ ownerUrl: ownerUrl() }, role)

async function trySignIn(page: Page, { username, password }: Omit<Member, 'id'>, code?: string): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('نام کاربری').fill(username)
  await page.getByLabel('گذرواژه').fill(password)
  if (code !== undefined) {
    await page.getByText('کد ورود دارم').click()
    await page.getByLabel('کد ورود', { exact: true }).fill(code)
  }
  await page.getByRole('button', { name: 'ورود' }).click()
}

async function enter(page: Page, member: Member, code?: string): Promise<void> {
  await trySignIn(page, member, code)
  await expect(page).not.toHaveURL(/login/)
}

const told = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'حساب تا ۳۰ دقیقه به مرورگرهای ناآشنا بسته است' })

test('five wrong ones of a stranger shut out strangers and not the operator, who is told of them and lets an administrator see', async ({
  browser,
}) => {
  test.slow()
  const [member, admin] = [await newMember(), await newMember('admin')]
  const own = await (await browser.newContext()).newPage()
  await enter(own, member)
  const [mark, ...more] = (await own.context().cookies()).filter(({ name }) => name.includes('ramzban-device'))
  expect(more).toEqual([])
  expect(mark).toMatchObject({
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    value: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect((mark?.expires ?? 0) - Date.now() / 1000, 'half a year').toBeGreaterThan(179 * 24 * 3600)
  expect(await own.evaluate(() => document.cookie)).not.toContain('ramzban-device')
  await own.getByRole('button', { name: 'خروج' }).click()
  await expect(own).toHaveURL(/login/)

  const stranger = await (await browser.newContext()).newPage()
  for (let tries = 1; tries <= 5; tries++) {
    await trySignIn(stranger, { ...member, password: `نادرست ${tries}` })
    await expect(told(stranger)).toBeVisible()
  }
  await expect(stranger.getByLabel('نام کاربری'), 'nothing typed is lost').toHaveValue(member.username)
  await trySignIn(stranger, member)
  await expect(told(stranger), 'the right password from a browser of nobody’s').toBeVisible()

  await enter(own, member)
  await expect(own.getByText('پیش از این ورود، ۶ ورود با نام شما ناموفق بود')).toBeVisible()
  const office = await (await browser.newContext()).newPage()
  await enter(office, admin)
  await expect(office.getByText(member.username)).toBeVisible()
})

test('a sign-in code that an administrator gives lets in whom strangers have shut out', async ({ browser }) => {
  test.slow()
  const [member, admin] = [await newMember(), await newMember('admin')]
  const page = await (await browser.newContext()).newPage()
  for (let tries = 1; tries <= 5; tries++) {
    await trySignIn(page, { ...member, password: `نادرست ${tries}` })
    await expect(told(page)).toBeVisible()
  }
  const office = await (await browser.newContext()).newPage()
  await enter(office, admin)
  await office.goto('/settings/staff')
  await office.getByRole('row').filter({ hasText: member.username }).getByRole('button', { name: 'کد ورود' }).click()
  await office.getByRole('button', { name: 'صدور کد' }).click()
  const code =
    (await office
      .getByRole('dialog')
      .getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
      .textContent()) ?? ''
  await enter(page, member, code)
  const rows = await asOwner(
    `SELECT count(*)::int AS codes FROM known_device WHERE operator_id = $1 AND code_expires_at IS NOT NULL`,
    [member.id],
  )
  expect(rows).toEqual([{ codes: 0 }])
})

test('a browser that is forgotten under my account is a stranger’s again', async ({ browser }) => {
  const member = await newMember()
  const page = await (await browser.newContext()).newPage()
  await enter(page, member)
  await page.goto('/me')
  await page.getByRole('button', { name: 'برداشتن' }).click()
  await expect(page.getByRole('button', { name: 'برداشتن' })).toHaveCount(0)
  expect(await asOwner('SELECT FROM known_device WHERE operator_id = $1', [member.id])).toHaveLength(0)
})

test('who is thrown out by a newer sign-in is told so at the sign-in page and under my account', async ({
  browser,
}) => {
  const member = await newMember()
  const old = await (await browser.newContext()).newPage()
  await enter(old, member)
  const page = await (await browser.newContext()).newPage()
  await asOwner(`UPDATE staff_session SET created_at = created_at - interval '1 minute' WHERE operator_id = $1`, [
    member.id,
  ])
  await asOwner(
    `UPDATE staff_session SET revoked_at = now(), revoked_reason = 'newer_sign_in' WHERE operator_id = $1`,
    [member.id],
  )
  await old.goto('/audit')
  await expect(old.getByText('نشست شما در این مرورگر با ورود تازه‌تری پایان یافت')).toBeVisible()
  await enter(page, member)
  await page.goto('/me')
  await expect(page.getByText('با ورود تازه‌تری پایان یافت').first()).toBeVisible()
})

test('a role that was changed, a password and a disabled account end the session, and the page says which', async ({
  page,
}) => {
  const member = await newMember()
  await enter(page, member)
  await asOwner(`UPDATE operator SET role = 'fraud' WHERE id = $1`, [member.id])
  await page.goto('/me')
  await expect(page.getByText('نقش شما تغییر کرد و نشستتان پایان یافت')).toBeVisible()
  await enter(page, member)
  await asOwner('UPDATE operator SET disabled_at = now() WHERE id = $1', [member.id])
  await asOwner('UPDATE operator SET disabled_at = NULL WHERE id = $1', [member.id])
  await page.goto('/me')
  await expect(page.getByText('بانک به نشست شما پایان داده است')).toBeVisible()
})
