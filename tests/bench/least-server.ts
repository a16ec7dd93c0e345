import Fastify from 'fastify'
import { openPool } from '#server/database.ts'
import { sameWrites } from './same-writes.ts'

// The least that an engine could do which reads before it writes: a POST, one row read by its key, the writes of a
// verification. No signature, no code, no rule, no log, no batches; as many connections as sixteen callers need.
const pool = openPool({
  connectionString: process.env.LEAST_DATABASE_URL ?? '',
  max: 16,
  applicationName: 'least-engine',
})
const read = { name: 'least_read', text: 'SELECT version FROM guard WHERE id = $1' }

type Asked = { Params: { method: 'sms' | 'app' }; Body: unknown[] }

const server = Fastify()
server.post<Asked>('/:method', async ({ params, body: values }) => {
  await pool.query({ ...read, values: values.slice(0, 1) })
  await pool.query({ ...sameWrites[params.method], values })
  return { outcome: 'accepted', reason: 'accepted', responseCode: '00', method: params.method, attemptsLeft: null }
})
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
