import type { Site } from './site-hosts.ts'

const PUBLIC_PATHS = ['/login', '/rima', '/simulators', '/api']

/** Pages of the bank's staff; the customer's app, its help and the demo's simulators have no operator. */
export function needsSession(pathname: string): boolean {
  return !PUBLIC_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`))
}

const CUSTOMER_PAGES = new Set(['/rima', '/rima/help'])
const CUSTOMER_FILE = /^\/rima\/(sw\.js|manifest\.webmanifest|[a-z0-9-]+\.png)$/

/** Files of the customer's app, which carry no page's policy. */
export function isCustomerFile(pathname: string): boolean {
  return CUSTOMER_FILE.test(pathname)
}

type Asked = { pathname: string; isReading: boolean; isDemo: boolean }

/** Whether a site answers a path at all: the customer's what is listed, the staff's all but that and the simulators. */
export function isServedBy(site: Site | null, { pathname, isReading, isDemo }: Asked): boolean {
  if (site === 'customer') return isReading && (CUSTOMER_PAGES.has(pathname) || isCustomerFile(pathname))
  if (site === 'staff') return !isBelow('/rima', pathname) && (isDemo || !isBelow('/simulators', pathname))
  return site === 'both'
}

/** Percent-encoded too, and in other letters: what Next would find there. */
function isBelow(top: string, pathname: string): boolean {
  const plain = pathname.replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  const [, first = ''] = plain.toLowerCase().split(/[/\\]+/)
  return `/${first}` === top
}
