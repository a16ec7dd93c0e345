import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/content-security-policy.ts'
import { isFromOwnSite } from './app/own-site.ts'
import { needsSession } from './app/public-paths.ts'

const SESSION_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Sets the page's policy, turns away what another site's page sends, and leads a visitor without a session to sign-in;
 * whether a session is any good is decided by each use case.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!READING.has(request.method) && !isFromOwnSite(request.headers)) return new NextResponse(null, { status: 403 })
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
  headers.set('x-visited', `${pathname}${search}`)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

// Files only, each by name: whatever else ends like a file is a page, and a page has a policy.
export const config = {
  matcher: [
    '/((?!_next/static/|_next/image|icon\\.svg$|rima/sw\\.js$|rima/manifest\\.webmanifest$|rima/[a-z0-9-]+\\.png$).*)',
  ],
}
