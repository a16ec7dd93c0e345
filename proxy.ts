import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy } from './app/content-security-policy.ts'
import { isFromOwnSite } from './app/own-site.ts'
import { isCustomerFile, isServedBy, needsSession } from './app/public-paths.ts'
import { readSiteHosts, siteOf } from './app/site-hosts.ts'

const SESSION_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/
const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Answers each host what is its own, sets the page's policy, turns away what another site's page sends, and leads a visitor without a session to sign-in;
 * whether a session is any good is decided by each use case.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const hosts = readSiteHosts(process.env)
  const site = siteOf(request.headers.get('host'), hosts)
  const [isReading, isDemo] = [READING.has(request.method), process.env.RAMZBAN_DEMO === '1']
  if (site === 'staff' && hosts.customer && isServedBy('customer', { pathname, isReading, isDemo })) {
    return NextResponse.redirect(new URL(pathname, hosts.customer), 303)
  }
  if (!isServedBy(site, { pathname, isReading, isDemo })) return new NextResponse(null, { status: 404 })
  if (!isReading && !isFromOwnSite(request.headers)) return new NextResponse(null, { status: 403 })
  if (isCustomerFile(pathname)) return NextResponse.next()
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

// Files only, each by name: whatever else ends like a file is a page, and a page has a policy and a host.
export const config = {
  matcher: ['/((?!_next/static/|_next/image|icon\\.svg$).*)'],
}
