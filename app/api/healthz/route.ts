export const dynamic = 'force-dynamic'

/** Whether the process is up; asked by the supervisor every second, it reads nothing. */
export function GET(): Response {
  return Response.json({ status: 'up' }, { headers: { 'cache-control': 'no-store' } })
}
