const segment = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+'
const canonical = new RegExp(`^/(?:${segment}(?:/${segment})*)?$`)

/**
 * Whether a target's path is written the one way in which the contract's paths are (RFC 3986 §6.2.2, and no parameters):
 * a proxy before the channel, and the signatures, compare the path as text.
 */
export function isCanonicalPath(target: string): boolean {
  return canonical.test(target.split('?', 1)[0] ?? '')
}
