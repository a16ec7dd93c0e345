import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/content-security-policy.ts'
import { needsSession } from './app/public-paths.ts'

const SESSION_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/

/** Sets the page's policy and sends a visitor without a session to sign-in; whether a session is any good is decided by each use case. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const hasSession = request.cookies.getAll().some(({ name }) => SESSION_COOKIE.test(name))
  if (!hasSession && needsSession(pathname)) {
    const login = new URL('/login', request.nextUrl)
    if (pathname !== '/') login.searchParams.set('next', `${pathname}${search}`)
    return NextResponse.redirect(login, 303)
  }
  const nonce = crypto.randomUUID()
  const policy = contentSecurityPolicy({
    nonce,
    pathname,
    channelPublicUrl: process.env.CHANNEL_PUBLIC_URL,
    development: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|.*\\.(?:css|ico|js|json|png|svg|txt|webmanifest|woff2)$).*)'],
}
