import { expect, test } from 'vitest'
import { needsSession } from './public-paths.ts'

test.each(['/', '/customers', '/verifications/1', '/audit', '/loginx', '/rimas', '/anything-new'])(
  '%s is for staff who signed in',
  (pathname) => expect(needsSession(pathname)).toBe(true),
)

test.each(['/login', '/rima', '/rima/help', '/simulators/atm', '/api/auth/session'])(
  '%s is open without a session',
  (pathname) => expect(needsSession(pathname)).toBe(false),
)
