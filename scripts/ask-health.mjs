import { get } from 'node:http'

const PATIENCE_MS = 15_000

/**
 * `node scripts/ask-health.mjs channel`: ends with 1 when it takes a connection and answers nothing. One that is not
 * there, or ends connections, is its supervisor's to see.
 */
const { CHANNEL_PORT = '4000', WORKER_HEALTH_PORT, WEB_PORT = '3000' } = process.env
const asked = {
  channel: `http://127.0.0.1:${CHANNEL_PORT}/healthz`,
  worker: WORKER_HEALTH_PORT && `http://127.0.0.1:${WORKER_HEALTH_PORT}/healthz`,
  web: `http://127.0.0.1:${WEB_PORT}/api/healthz`,
}
const url = asked[process.argv[2] ?? '']
if (!url) {
  process.stderr.write(`Say whom to ask (channel, worker or web), and set its port: ${process.argv[2]} has none.\n`)
  process.exit(2)
}
const request = get(url, (response) => {
  response.resume()
  process.exit(0)
})
request.once('error', () => process.exit(0))
setTimeout(() => {
  process.stderr.write(`${url} has not answered for ${PATIENCE_MS / 1000} s.\n`)
  process.exit(1)
}, PATIENCE_MS)
