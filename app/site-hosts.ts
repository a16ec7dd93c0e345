type Variables = Record<string, string | undefined>
/** `isApart`: whether staff and customers have a host each; only the demo, which is one machine, may have one for both. */
export type SiteHosts = { staff: URL; internal: URL | null; customer: URL | null; isApart: boolean }

export type Site = 'staff' | 'customer' | 'both'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** The hosts under which browsers see the web, of its environment; one that is wrong has stopped the start already. */
export function readSiteHosts(env: Variables): SiteHosts {
  const [internal, customer] = [urlOf(env.NEXTAUTH_URL_INTERNAL), urlOf(env.CUSTOMER_APP_URL)]
  const staff = urlOf(env.NEXTAUTH_URL) ?? internal ?? new URL('http://127.0.0.1:3000')
  return { staff, internal, customer, isApart: customer !== null || env.RAMZBAN_DEMO !== '1' }
}

/** Whose site a `Host` is; null for one that is neither. */
export function siteOf(host: string | null, hosts: SiteHosts): Site | null {
  if (!hosts.isApart) return 'both'
  if (hosts.customer && isHostOf(host, hosts.customer)) return 'customer'
  return isStaffHost(host, hosts) || (hosts.internal && isHostOf(host, hosts.internal)) ? 'staff' : null
}

/** The name under which the web asks itself: nobody who comes through a proxy may use it. */
export function isInnerHost(host: string | null, { internal, staff }: SiteHosts): boolean {
  return internal !== null && internal.origin !== staff.origin && isHostOf(host, internal)
}

/** Whether a page of that origin is one of the site that was asked: nothing that a request says of its proxy counts. */
export function isOwnOrigin(origin: string, host: string | null, hosts: SiteHosts): boolean {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false
  const { host: ofOrigin, protocol } = new URL(origin)
  if (siteOf(host, hosts) === 'customer') return origin === hosts.customer?.origin
  if (siteOf(host, hosts) === null) return false
  if (origin === hosts.staff.origin) return true
  return protocol === hosts.staff.protocol && isStaffHost(ofOrigin, hosts) && isHostOf(host, new URL(origin))
}

/** This machine has three names, and a browser on it may use any. */
function isStaffHost(host: string | null, { staff }: SiteHosts): boolean {
  if (isHostOf(host, staff)) return true
  const asked = host === null ? null : urlOf(`${staff.protocol}//${host}`)
  return asked !== null && loopback.test(staff.hostname) && loopback.test(asked.hostname) && asked.port === staff.port
}

function isHostOf(host: string | null, url: URL): boolean {
  return host !== null && urlOf(`${url.protocol}//${host}`)?.origin === url.origin
}

function urlOf(text: string | undefined): URL | null {
  return text !== undefined && URL.canParse(text) ? new URL(text) : null
}
