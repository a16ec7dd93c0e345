import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { inProject } from '../project-root.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A checkout with one package, and an npm that notes when it begins and ends, and takes its time. */
function makeCheckout(): { root: string; notes: () => string[] } {
  const root = mkdtempSync(join(tmpdir(), 'ramzban-install-'))
  folders.push(root)
  const log = join(root, 'notes')
  writeFileSync(log, '')
  const packages = { '': { version: '1.0.0' }, 'node_modules/one': { version: '1.0.0', integrity: 'sha512-x' } }
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }))
  const installed = JSON.stringify({ packages: { 'node_modules/one': packages['node_modules/one'] } })
  const npm = [
    '#!/bin/sh',
    `echo begins >> ${log}; rm -rf node_modules; sleep 2; mkdir -p node_modules/one`,
    'echo "{}" > node_modules/one/package.json',
    `echo '${installed}' > node_modules/.package-lock.json; echo ends >> ${log}`,
  ]
  const bin = mkdtempSync(join(tmpdir(), 'ramzban-npm-'))
  folders.push(bin)
  writeFileSync(join(bin, 'npm'), npm.join('\n'))
  chmodSync(join(bin, 'npm'), 0o755)
  bins.set(root, bin)
  return { root, notes: () => readFileSync(log, 'utf8').split('\n').filter(Boolean) }
}
const bins = new Map<string, string>()

function install(root: string): { pid: number; ended: Promise<{ code: number | null; said: string }> } {
  const module = inProject('scripts', 'launch', 'ensure-installed.mjs')
  const code = `import(${JSON.stringify(module)}).then((m) => m.ensureInstalled(${JSON.stringify(root)}))`
  const env = { ...process.env, PATH: `${bins.get(root)}:${process.env.PATH}` }
  const child = spawn(process.execPath, ['-e', code], { env })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return { pid: child.pid ?? 0, ended: new Promise((done) => child.once('close', (end) => done({ code: end, said }))) }
}

test.skipIf(process.platform !== 'linux')(
  'of commands begun at once one installs, the others wait for it',
  async () => {
    const { root, notes } = makeCheckout()
    const ends = await Promise.all([1, 2, 3].map(() => install(root).ended))
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(notes()).toEqual(['begins', 'ends'])
    expect(ends.filter(({ said }) => said.includes('waiting for it')).length).toBeGreaterThan(0)
  },
)

test.skipIf(process.platform !== 'linux')(
  'a command that was killed amid its installation keeps nobody waiting',
  async () => {
    const { root, notes } = makeCheckout()
    const first = install(root)
    while (!notes().includes('begins')) await pause(20)
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    while (!notes().includes('ends')) await pause(20)
    expect((await install(root).ended).code).toBe(0)
  },
)
