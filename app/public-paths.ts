const PUBLIC_PATHS = ['/login', '/rima', '/simulators', '/api']

/** Pages of the bank's staff; the customer's app, its help and the demo's simulators have no operator. */
export function needsSession(pathname: string): boolean {
  return !PUBLIC_PATHS.some((path) => pathname === path || pathname.startsWith(`${path}/`))
}
