import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_MS = 200

/**
 * Does `work` while no other process does any for this folder (Linux; elsewhere at once). The lock is a name of the
 * kernel's, which ends with its holder however that ends.
 * @template T
 * @param {{ folder: string, onWait: () => void, work: () => Promise<T> }} held
 * @returns {Promise<T>}
 */
export async function holdLock({ folder, onWait, work }) {
  if (process.platform !== 'linux') return await work()
  const name = `\0ramzban-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`
  let lock = await take(name)
  if (!lock) onWait()
  while (!lock) {
    await pause(LOOK_MS)
    lock = await take(name)
  }
  try {
    return await work()
  } finally {
    await new Promise((done) => lock.close(done))
  }
}

function take(name) {
  const server = createServer((socket) => socket.destroy())
  return new Promise((done, fail) => {
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? done(undefined) : fail(error)))
    server.listen(name, () => done(server))
  })
}
