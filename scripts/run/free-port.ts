import { createServer } from 'node:net'

/** A TCP port on 127.0.0.1 that nobody listens on at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

export function ensurePortIsFree({ port, variable }: { port: number; variable: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () => {
      reject(
        new Error(`Port ${port} of 127.0.0.1 is taken: stop the program that uses it, or set ${variable} to another.`),
      )
    })
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()))
  })
}
