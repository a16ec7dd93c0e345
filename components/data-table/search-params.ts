import {
  createMultiParser,
  createParser,
  createSerializer,
  type inferParserType,
  type MultiParserBuilder,
  type Nullable,
  type ParserMap,
  type SingleParserBuilder,
} from 'nuqs/server'

type Change<P extends ParserMap> = Partial<Nullable<inferParserType<P>>>

/** What the address says first under a name, without spaces around it; null where `read` does not know it. */
export function parseFirst<T extends string>(read: (text: string) => T | undefined): SingleParserBuilder<T> {
  return createParser({ parse: (text) => read(text.trim()) || null, serialize: (value) => value })
}

/** What the address says once: the same name twice says nothing. */
export function parseOnce<T>(
  read: (text: string) => T | undefined,
  write: (value: T) => string = String,
): MultiParserBuilder<T> {
  return createMultiParser<T>({
    parse: ([text = '', ...more]) => (more.length > 0 ? null : (read(text) ?? null)),
    serialize: (value) => [write(value)],
    eq: (a, b) => write(a) === write(b),
  })
}

/**
 * Addresses of one page: a change stands where the name stood before, null takes the name away. Written as a form
 * would send it, so that an address kept long ago and one made today are the same letter by letter.
 */
export function createHref<P extends ParserMap>(
  path: string,
  parsers: P,
): (kept: Readonly<Record<string, string>>, change: Change<P>) => string {
  const serialize = createSerializer(parsers)
  return (kept, change) => {
    const query = new URLSearchParams(serialize(new URLSearchParams(kept), change)).toString()
    return query === '' ? path : `${path}?${query}`
  }
}

/** The same where every value is the text that stands in the address, whatever the names are. */
export function createTextHref(
  path: string,
): (kept: Readonly<Record<string, string>>, change: Readonly<Record<string, string | null>>) => string {
  const text = parseFirst((value) => value)
  return (kept, change) => {
    const parsers = Object.fromEntries(Object.keys(change).map((name) => [name, text]))
    return createHref(path, parsers)(kept, change)
  }
}
