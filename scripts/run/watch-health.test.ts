import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { findFreePort } from './free-port.ts'
import { probeHttp } from './health-probes.ts'
import { sendSignal } from './processes-in-folder.ts'
import { type Running, startService } from './service.ts'
import { createSupervisor } from './supervisor.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-health-'))
afterAll(() => rmSync(folder, { recursive: true }))
// Five seconds where the machine has nothing else to do.
const onBusyMachineMs = 8_000
const entry = join(folder, 'serve.mjs')
writeFileSync(
  entry,
  `import { createServer } from 'node:http'
   const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); }
   const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
   const act = { '/busy': () => busy(5_000), '/hang': () => wait(60_000), '/deaf': () => server.close() }
   const server = createServer((request, response) => {
     response.end(String(process.pid))
     setTimeout(act[request.url] ?? (() => undefined), 50)
   }).listen(Number(process.env.PORT), '127.0.0.1')
   setInterval(() => undefined, 1_000)`,
)

type SupervisedServer = { url: string; starts: Running[]; said: string[] }

async function supervise(work: (fixture: SupervisedServer) => Promise<void>): Promise<void> {
  const port = await findFreePort()
  const fixture: SupervisedServer = { url: `http://127.0.0.1:${port}`, starts: [], said: [] }
  const supervisor = createSupervisor({
    report: (line) => void fixture.said.push(line),
    onChange: () => undefined,
    onGiveUp: ({ reason }) => void fixture.said.push(reason),
  })
  const service = { name: 'served', args: [entry], environment: { PORT: String(port) }, logFolder: folder }
  const start = (): Running => {
    const running = startService(service)
    fixture.starts.push(running)
    return running
  }
  try {
    await supervisor.run({ name: 'served', start, health: { probe: probeHttp(`${fixture.url}/healthz`) } })
    await untilAnswers(fixture.url)
    // Once it has answered it is no longer in its start.
    await pause(1_500)
    await work(fixture)
  } finally {
    for (const { pid } of fixture.starts) sendSignal(pid, 'SIGCONT')
    await supervisor.stopAll(['served'])
  }
}

async function untilAnswers(url: string): Promise<string> {
  for (const giveUpAtMs = Date.now() + 20_000; Date.now() < giveUpAtMs; await pause(50)) {
    const text = await fetch(url, { signal: AbortSignal.timeout(500) }).then(
      (response) => response.text(),
      () => '',
    )
    if (text) return text
  }
  throw new Error(`${url} never answered`)
}

describe.skipIf(process.platform !== 'linux')('a supervised process', { concurrent: true }, () => {
  test('that was stopped is replaced, and answers again within seconds', async () => {
    await supervise(async ({ url, starts, said }) => {
      const [first] = starts
      sendSignal(first?.pid ?? 0, 'SIGSTOP')
      const stoppedAtMs = Date.now()
      expect(await untilAnswers(url)).toBe(String(starts[1]?.pid))
      expect(Date.now() - stoppedAtMs).toBeLessThan(onBusyMachineMs)
      expect(said.join('\n')).toMatch(/has not answered for \d s: process \d+ is replaced/)
      expect(await first?.exited).toBe('SIGKILL')
    })
  })

  test.each(['/hang', '/deaf'])('that fell silent at %s is replaced', async (path) => {
    await supervise(async ({ url, starts }) => {
      await fetch(url + path)
      await pause(200)
      expect(await untilAnswers(url)).toBe(String(starts[1]?.pid))
    })
  })

  test('that is busy for five seconds is left alone', async () => {
    await supervise(async ({ url, starts }) => {
      await fetch(`${url}/busy`)
      await pause(6_500)
      expect(await untilAnswers(url)).toBe(String(starts[0]?.pid))
      expect(starts).toHaveLength(1)
    })
  })

  test('that was stopped for a second goes on', async () => {
    await supervise(async ({ url, starts }) => {
      sendSignal(starts[0]?.pid ?? 0, 'SIGSTOP')
      await pause(1_000)
      sendSignal(starts[0]?.pid ?? 0, 'SIGCONT')
      await pause(3_000)
      expect(await untilAnswers(url)).toBe(String(starts[0]?.pid))
    })
  })
})
