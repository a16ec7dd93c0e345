import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { encodeBase32 } from '#domain/otp/base32.ts'
import { totp } from '#domain/otp/otp.ts'

const rules = { periodSeconds: 60, t0Seconds: 0, algorithm: 'SHA256' } as const
const instantsMs = [
  59_000, 1_111_111_109_000, 1_800_000_000_000, 1_800_000_059_999, 1_800_000_060_000, 20_000_000_000_000,
]
const secrets = [0, 1, 2].map((seed) =>
  Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + seed * 101 + 11) & 255),
)
const cases = secrets.flatMap((secret) => instantsMs.map((atMs) => ({ secret, atMs })))

const hasOathtool = spawnSync('oathtool', ['--version']).status === 0
const python = ['python3', '/usr/bin/python3'].find((path) => spawnSync(path, ['-c', 'import pyotp']).status === 0)

describe.skipIf(!hasOathtool)(`oathtool${hasOathtool ? '' : ' is not installed: apt-get install oathtool'}`, () => {
  test.each([6, 7, 8])('makes the same codes of %d digits for SHA-256 and 60 s', (digits) => {
    for (const { secret, atMs } of cases) {
      expect(totp({ secret, atMs, digits, ...rules })).toBe(oathtoolCode({ secret, atMs, digits }))
    }
  })
})

describe.skipIf(!python)(`python3-pyotp${python ? '' : ' is not installed: apt-get install python3-pyotp'}`, () => {
  test.each([5, 6, 7, 8])('makes the same codes of %d digits for SHA-256 and 60 s', (digits) => {
    const ours = cases.map(({ secret, atMs }) => totp({ secret, atMs, digits, ...rules }))
    expect(ours).toEqual(pyotpCodes(digits))
  })
})

function oathtoolCode({ secret, atMs, digits }: { secret: Uint8Array; atMs: number; digits: number }): string {
  const now = new Date(atMs)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  const args = ['--totp=SHA256', '--base32', '-s', '60', '-d', String(digits), '-N', now, encodeBase32(secret)]
  const run = spawnSync('oathtool', args, { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim()
}

function pyotpCodes(digits: number): string[] {
  const program = `
import hashlib, json, pyotp, sys
for base32, seconds in json.load(sys.stdin):
    print(pyotp.TOTP(base32, digits=${digits}, digest=hashlib.sha256, interval=60).generate_otp(seconds // 60))
`
  const input = JSON.stringify(cases.map(({ secret, atMs }) => [encodeBase32(secret), Math.floor(atMs / 1000)]))
  const run = spawnSync(python ?? 'python3', ['-c', program], { input, encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.trim().split('\n')
}
