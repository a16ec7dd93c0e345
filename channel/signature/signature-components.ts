export type RequestHead = {
  method: string
  path: string
  /** As they came: name, value, name, value. */
  rawHeaders: readonly string[]
}
export type Scheme = 'http' | 'https'

const derived = new Set(['@method', '@path', '@authority', '@scheme', '@target-uri', '@request-target', '@query'])
const fieldName = /^[a-z0-9!#$%&'*+.^_`|~-]+$/
const authorityForm = /^[A-Za-z0-9._~!$&'()*+,;=%:[\]-]+$/
const defaultPorts: Record<Scheme, RegExp> = { http: /:(?:80)?$/, https: /:(?:443)?$/ }

/** Whether a request can have such a component at all (RFC 9421 §2); its name may carry no parameters. */
export function isKnownComponent(name: string): boolean {
  return name.startsWith('@') ? derived.has(name) : fieldName.test(name)
}

/** Null where the request has no such field, or none that can be told in one way. */
export function componentValue(name: string, head: RequestHead, scheme: Scheme): string | null {
  switch (name) {
    case '@method':
      return head.method
    case '@path':
    case '@request-target':
      return head.path
    case '@query':
      return '?'
    case '@scheme':
      return scheme
    case '@authority':
      return authorityOf(head, scheme)
    case '@target-uri': {
      const authority = authorityOf(head, scheme)
      return authority && `${scheme}://${authority}${head.path}`
    }
    default:
      return fieldValue(name, head)
  }
}

/** RFC 9421 §2.1: the lines of a field in their order, each without the blanks around it. */
function fieldValue(name: string, { rawHeaders }: RequestHead): string | null {
  const values = linesOf(name, rawHeaders)
  return values.length === 0 ? null : values.map((value) => value.replace(/^[ \t]+|[ \t]+$/g, '')).join(', ')
}

/** RFC 9421 §2.2.3, RFC 9110 §4.2.3. */
function authorityOf({ rawHeaders }: RequestHead, scheme: Scheme): string | null {
  const [host, ...more] = linesOf('host', rawHeaders)
  if (host === undefined || more.length > 0 || !authorityForm.test(host)) return null
  return host.toLowerCase().replace(defaultPorts[scheme], '')
}

function linesOf(name: string, rawHeaders: readonly string[]): string[] {
  const values: string[] = []
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.toLowerCase() === name) values.push(rawHeaders[place + 1] ?? '')
  }
  return values
}
