import { connect } from 'node:net'

export type HttpConnection = {
  send: (bytes: Buffer) => Promise<string>
  isOpen: () => boolean
  close: () => void
}

/**
 * One kept-open connection, one request at a time, and no more of HTTP than our servers answer: a status line, headers
 * with a content-length, a body. A client with all of HTTP would take from the server the core that it is measured on.
 */
export async function openHttpConnection(url: string): Promise<HttpConnection> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let waiting: { settle: (answer: string) => void; fail: (error: Error) => void } | null = null
  let received = ''
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    received = received === '' ? chunk : received + chunk
    const end = endOfAnswer(received)
    if (end === null || received.length < end) return
    const answer = received
    received = ''
    waiting?.settle(answer)
  })
  socket.on('error', (error) => waiting?.fail(error))
  socket.on('close', () => waiting?.fail(new Error('the server closed the connection')))
  await new Promise<void>((settle, fail) => socket.once('connect', settle).once('error', fail))
  return {
    send: (bytes) =>
      new Promise((settle, fail) => {
        waiting = { settle, fail }
        socket.write(bytes)
      }),
    isOpen: () => socket.writable && !socket.readableEnded,
    close: () => {
      waiting = null
      socket.destroy()
    },
  }
}

function endOfAnswer(text: string): number | null {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return null
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))
  return length ? head + 4 + Number(length[1]) : null
}
