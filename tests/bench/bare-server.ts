import Fastify from 'fastify'

// What a POST costs with nothing behind it: the same framework, the same bytes in, an answer of the same size; a process of its own.
const answer = {
  verificationId: '00000000-0000-7000-8000-000000000000',
  outcome: 'accepted',
  reason: 'accepted',
  responseCode: '00',
  method: 'sms',
  attemptsLeft: null,
}
const server = Fastify()
server.post('/v1/gateway/verifications', async () => answer)
process.stdout.write(`${await server.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
