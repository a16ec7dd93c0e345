import { isOwnOrigin, readSiteHosts, type SiteHosts } from './site-hosts.ts'

/**
 * Whether a request that may change something comes from a page of this site: `Origin` is one of the configured hosts;
 * what carries no `Origin` is judged here by what the browser says of the page it came from. A caller that is no browser
 * says neither, and has nobody's cookie.
 */
export function isFromOwnSite(headers: Headers, hosts: SiteHosts = readSiteHosts(process.env)): boolean {
  const [site, origin] = [headers.get('sec-fetch-site'), headers.get('origin')]
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  return origin === null || isOwnOrigin(origin, headers.get('host'), hosts)
}

/** Whether it may change something: a server action or a form, whatever page it was sent to. */
export function isSending(headers: Headers): boolean {
  return headers.has('next-action') || headers.has('content-type')
}
