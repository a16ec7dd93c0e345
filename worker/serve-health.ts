import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** `/healthz` and the one measurement of the worker, on loopback. A port that is taken is no reason not to send SMS. */
export function serveHealth({ port, countLost }: { port: number; countLost: () => number }): Server {
  const server = createServer((request, response) => answer(request, response, countLost))
  server.on('error', (error: Error) => process.stderr.write(`No health port: ${error.message}\n`))
  return server.listen(port, '127.0.0.1')
}

function answer({ url }: IncomingMessage, response: ServerResponse, countLost: () => number): void {
  if (url === '/healthz') {
    response.setHeader('content-type', 'application/json; charset=utf-8').end('{"status":"up"}')
    return
  }
  if (url === '/metrics') {
    const name = 'ramzban_log_lines_lost_total'
    response
      .setHeader('content-type', 'text/plain; version=0.0.4')
      .end(`# TYPE ${name} counter\n${name} ${countLost()}\n`)
    return
  }
  response.writeHead(404).end()
}
