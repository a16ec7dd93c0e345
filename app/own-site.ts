/**
 * Whether a request that may change something comes from a page of this site. Next compares `Origin` with the host; what
 * carries no `Origin`, or `null`, is judged here by what the browser says of the page it came from. A caller that is no
 * browser says neither, and has nobody's cookie.
 */
export function isFromOwnSite(headers: Headers): boolean {
  const [site, origin] = [headers.get('sec-fetch-site'), headers.get('origin')]
  if (site !== null && site !== 'same-origin' && site !== 'none') return false
  if (origin === null) return true
  const hosts = [headers.get('host'), headers.get('x-forwarded-host')?.split(',')[0]?.trim()]
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}

/** Whether it may change something: a server action or a form, whatever page it was sent to. */
export function isSending(headers: Headers): boolean {
  return headers.has('next-action') || headers.has('content-type')
}
