import { Agent, request } from 'node:http'

export type Connection = {
  post: (path: string, headers: Record<string, string>, body: string) => Promise<string>
  close: () => void
}

/** One kept-open connection to a server on this machine; throws at any answer but 200. */
export function openConnection(url: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(url)
  return {
    post: (path, headers, body) =>
      new Promise((resolve, reject) => {
        const sent = request({ agent, hostname, port, path, method: 'POST', headers }, (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (chunk) => {
            text += chunk
          })
          answer.on('end', () =>
            answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}: ${text}`)),
          )
        })
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}
