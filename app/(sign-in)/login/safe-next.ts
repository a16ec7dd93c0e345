const HERE = 'http://here.invalid'

/** The page to open after sign-in: a path of this site, whatever the address says. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, HERE)) return '/'
  const { origin, pathname, search } = new URL(next, HERE)
  // `/.//evil.example` is of this site until it is resolved: then `//evil.example` is another's.
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}
