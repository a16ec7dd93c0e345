/** The short length in `npm test`, the full one in `npm run test:long`; the code they run is the same. */
export function lengths<T>({ short, long }: { short: T; long: T }): T {
  return process.env.RAMZBAN_LONG === '1' ? long : short
}
