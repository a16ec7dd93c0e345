import { expect, test } from 'vitest'
import { listProjectFiles } from '#tests/harness/project-files.ts'
import { isServedBy, needsSession } from './public-paths.ts'

test.each(['/', '/customers', '/verifications/1', '/audit', '/loginx', '/rimas', '/anything-new'])(
  '%s is for staff who signed in',
  (pathname) => expect(needsSession(pathname)).toBe(true),
)

test.each(['/login', '/rima', '/rima/help', '/simulators/atm', '/api/auth/session'])(
  '%s is open without a session',
  (pathname) => expect(needsSession(pathname)).toBe(false),
)

const reading = { isReading: true, isDemo: false }

test('the customer’s host answers the pages and files of the app, all of them, and nothing else', () => {
  const pages = listProjectFiles(/^app\/rima\/.*(page\.tsx|route\.ts)$/).map((file) =>
    file.replace(/^app|\/(page\.tsx|route\.ts)$/g, ''),
  )
  const files = listProjectFiles(/^public\/rima\//).map((file) => file.replace(/^public/, ''))
  expect(pages.length + files.length).toBeGreaterThan(7)
  for (const pathname of [...pages, ...files]) {
    expect(isServedBy('customer', { ...reading, pathname }), pathname).toBe(true)
    expect(isServedBy('customer', { ...reading, pathname, isReading: false }), pathname).toBe(false)
    expect(isServedBy('staff', { ...reading, pathname }), pathname).toBe(false)
  }
})

test.each([
  '/',
  '/login',
  '/customers',
  '/api/auth/csrf',
  '/simulators',
  '/rima/',
  '/rima/x',
  '/rimas',
  '/rima/../login',
  '/rima%2f..%2flogin',
  '/rima/help/x',
  '/rima/a/b.png',
])('%s is nothing on the customer’s host', (pathname) =>
  expect(isServedBy('customer', { isReading: true, isDemo: true, pathname })).toBe(false),
)

test.each(['/rima', '/rima/help', '/%72ima', '/RIMA/help', '//rima', '/rima%2fhelp', '/\\rima'])(
  '%s is nothing on the staff’s host',
  (pathname) => expect(isServedBy('staff', { ...reading, pathname })).toBe(false),
)

test('the staff’s host answers its pages, the simulators in the demo alone; another host answers nothing', () => {
  for (const pathname of ['/', '/login', '/customers/1', '/api/auth/csrf', '/anything-new']) {
    expect(isServedBy('staff', { ...reading, pathname })).toBe(true)
    expect(isServedBy(null, { ...reading, pathname })).toBe(false)
    expect(isServedBy('both', { ...reading, pathname })).toBe(true)
  }
  expect(isServedBy('staff', { ...reading, pathname: '/simulators/atm' })).toBe(false)
  expect(isServedBy('staff', { ...reading, isDemo: true, pathname: '/simulators/atm' })).toBe(true)
})
