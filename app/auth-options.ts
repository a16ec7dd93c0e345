import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { callChannel } from '#server/signed-requests/call-channel.ts'
import { seenAddress } from './seen-address.ts'
import { web } from './services.ts'

declare module 'next-auth' {
  interface Session {
    sessionId?: string
  }
}

const ABSOLUTE_SECONDS = 12 * 3600

/**
 * next-auth carries a session id in its encrypted cookie and nothing else; who that is, and whether the session still
 * lives, is read from the database at every use.
 */
export const authOptions: AuthOptions = {
  session: { strategy: 'jwt', maxAge: ABSOLUTE_SECONDS },
  pages: { signIn: '/login', error: '/login' },
  providers: [
    Credentials({
      credentials: { username: {}, password: {} },
      async authorize(credentials, request) {
        const { environment, backoffice } = await web()
        const headers = (request.headers ?? {}) as Record<string, string | undefined>
        const { status, body } = await callChannel(environment.CHANNEL_URL, backoffice, {
          path: '/v1/backoffice/staff-authentications',
          body: {
            username: credentials?.username ?? '',
            password: credentials?.password ?? '',
            userAgent: headers['user-agent']?.slice(0, 200),
            ip: seenAddress(headers['x-forwarded-for']) ?? undefined,
          },
          nowMs: Date.now(),
        })
        return status === 201 ? { id: String(body.sessionId) } : null
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
    session: ({ token }) => ({ expires: '', sessionId: String(token.sid) }),
  },
}
