export type Address = { method: string; path: string }

/** The methods that a path without the asked-for one has, in the order of `Allow`; empty when there is no such path. */
export function allowedMethodsFinder(addresses: readonly Address[]): (path: string) => string[] {
  const known = addresses.map(({ method, path }) => ({ method, form: formOf(path) }))
  return (path) => [...new Set(known.filter(({ form }) => form.test(path)).map(({ method }) => method))].sort()
}

function formOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part)))
  return new RegExp(`^${parts.join('/')}$`)
}
