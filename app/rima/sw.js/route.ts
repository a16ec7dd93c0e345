import { readServiceWorker } from '#app/rima/service-worker.ts'

export const dynamic = 'force-static'

/** A route and not a public file: only a header lets a script in `/rima/` serve `/rima` itself. */
export async function GET(): Promise<Response> {
  const { source } = await readServiceWorker()
  return new Response(source, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'service-worker-allowed': '/rima',
    },
  })
}
