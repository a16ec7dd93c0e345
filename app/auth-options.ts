import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { callChannel } from '#server/signed-requests/call-channel.ts'
import { keepDeviceMark, readDeviceMark } from './device-cookie.ts'
import { seenAddress } from './seen-address.ts'
import { web } from './services.ts'

declare module 'next-auth' {
  interface Session {
    sessionId?: string
  }
}

const ABSOLUTE_SECONDS = 12 * 3600
/** Before the seconds that an address has to wait. */
export const WAIT_ERROR = 'wait-'
export const UNAVAILABLE_ERROR = 'unavailable'

/**
 * next-auth carries a session id in its encrypted cookie and nothing else; who that is, and whether the session still
 * lives, is read from the database at every use.
 */
export const authOptions: AuthOptions = {
  session: { strategy: 'jwt', maxAge: ABSOLUTE_SECONDS },
  pages: { signIn: '/login', error: '/login' },
  providers: [
    Credentials({
      credentials: { username: {}, password: {}, code: {} },
      async authorize(credentials, request) {
        const { environment, backoffice, policy } = await web()
        const device = credentials?.code?.trim() || (await readDeviceMark())
        const headers = (request.headers ?? {}) as Record<string, string | undefined>
        const { status, body } = await callChannel(environment.CHANNEL_URL, backoffice, {
          path: '/v1/backoffice/staff-authentications',
          body: {
            username: credentials?.username ?? '',
            password: credentials?.password ?? '',
            device: device?.slice(0, 200),
            userAgent: headers['user-agent']?.slice(0, 200),
            ip: seenAddress(headers['x-forwarded-for']) ?? undefined,
          },
          nowMs: Date.now(),
        })
        // next-auth leads to /login with this as the error; the action that walked it there reads it.
        if (status === 429) throw new Error(`${WAIT_ERROR}${Number(body.waitSeconds) || 1}`)
        if (status >= 500) throw new Error(UNAVAILABLE_ERROR)
        if (status !== 201) return null
        await keepDeviceMark(String(body.device), policy().staffKnownDeviceDays)
        return { id: String(body.sessionId) }
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
    session: ({ token }) => ({ expires: '', sessionId: String(token.sid) }),
  },
}
