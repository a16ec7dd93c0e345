const HERE = 'http://here.invalid'

/** The page to open after sign-in: a path of this site, whatever the address says. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, HERE)) return '/'
  const url = new URL(next, HERE)
  return url.origin === HERE ? `${url.pathname}${url.search}` : '/'
}
