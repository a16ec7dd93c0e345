import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  environmentNames,
  readChannelEnvironment,
  readWebEnvironment,
  readWorkerEnvironment,
} from '#server/environment.ts'
import { keyFilesIn, makeKeyFiles } from '../../scripts/keys/keys.ts'
import { describeServiceSecrets } from '../../scripts/keys/service-secrets.ts'
import { inProject } from '../../scripts/project-root.ts'
import { readProjectFile } from '../harness/project-files.ts'
import { readService, readUnits, readVariables, serving, treeOfUnits, valuesOf } from './read-units.ts'

const folder = mkdtempSync(join(tmpdir(), 'ramzban-units-'))
afterAll(() => rmSync(folder, { recursive: true }))

const urlOf = (role: string): string => `postgresql://ramzban_${role}:x@127.0.0.1/ramzban`
const urls = { owner: urlOf('owner'), channel: urlOf('channel'), worker: urlOf('worker'), web: urlOf('web') }
const secrets = describeServiceSecrets({ urls, keyFiles: makeKeyFiles(folder) })
const example = readProjectFile('deploy/ramzban.env.example')
/** What systemd, Node and Next read, and no process of ours. */
const others = ['NODE_ENV', 'NEXT_TELEMETRY_DISABLED', 'CHECKPOINT_DISABLE', 'HOME', 'WEB_PORT']

test('every command of every unit is there', () => {
  for (const unit of readUnits()) {
    for (const command of valuesOf(unit, 'ExecStart')) {
      const [program = '', ...args] = command.split(' ')
      if (program === '/usr/bin/systemctl') continue
      const files = [program.replace(`${treeOfUnits}/`, ''), ...args.filter((arg) => arg.includes('/'))]
      for (const file of files) expect(existsSync(inProject(file)), `${unit.name}: ${file}`).toBe(true)
    }
  }
  expect(readUnits().flatMap((unit) => valuesOf(unit, 'ExecStart'))).toHaveLength(6)
})

describe.each(serving)('ramzban-%s.service', (name) => {
  const unit = readService(name)
  const given = Object.assign(
    {},
    ...valuesOf(unit, 'Environment').flatMap((line) => line.split(' ').map((part) => readVariables(part))),
  ) as Record<string, string>

  test('takes one key file, its own, as a credential, and reads it there', () => {
    expect(valuesOf(unit, 'LoadCredential')).toEqual([`${name}.json:/etc/ramzban/keys/${name}.json`])
    expect(basename(keyFilesIn('/etc/ramzban')[name])).toBe(`${name}.json`)
    expect(given[`${name.toUpperCase()}_KEYS_FILE`]).toBe(`%d/${name}.json`)
  })

  test('is told nothing that nobody reads, and all that its process needs', () => {
    const known = [...environmentNames[name], ...others]
    expect(Object.keys({ ...given, ...secrets[name] }).filter((variable) => !known.includes(variable))).toEqual([])
    const read = { channel: readChannelEnvironment, worker: readWorkerEnvironment, web: readWebEnvironment }[name]
    const environment = { ...readVariables(example), ...given, ...secrets[name] }
    expect(() => read(environment)).not.toThrow()
    for (const variable of Object.keys(secrets[name])) {
      expect(() => read({ ...environment, [variable]: undefined })).toThrow(variable)
    }
  })

  test('reads its own secrets, as a user of its own, and no other’s', () => {
    const files = valuesOf(unit, 'EnvironmentFile').map((file) => file.replace(/^-/, ''))
    const shared = '/etc/ramzban/ramzban.env'
    expect(files.filter((file) => file !== shared && basename(file) !== `${name}.env`)).toEqual([])
    expect(files).toContain(`/etc/ramzban/secrets/${name}.env`)
    expect(valuesOf(unit, 'User')).toEqual([`ramzban-${name}`])
    expect(valuesOf(unit, 'Group')).toEqual([`ramzban-${name}`])
    expect(readProjectFile('deploy/sysusers.conf')).toMatch(new RegExp(`^u ramzban-${name} - `, 'm'))
  })

  test.each([
    ['Restart', 'always'],
    ['UMask', '0077'],
    ['LimitCORE', '0'],
    ['NoNewPrivileges', 'yes'],
    ['CapabilityBoundingSet', ''],
    ['AmbientCapabilities', ''],
    ['ProtectSystem', 'strict'],
    ['ProtectHome', 'yes'],
    ['PrivateTmp', 'yes'],
    ['ProtectProc', 'invisible'],
    ['SystemCallFilter', '@system-service'],
    ['RestrictAddressFamilies', 'AF_INET AF_INET6 AF_UNIX AF_NETLINK'],
  ])('says %s=%s', (key, value) => {
    expect(valuesOf(unit, key)).toEqual([value])
  })
})

test('the example holds no secret and no variable that nobody reads', () => {
  const known = [...Object.values(environmentNames).flat(), ...others]
  const named = Object.keys(readVariables(example, true))
  expect(named.filter((name) => !known.includes(name))).toEqual([])
  expect(named.filter((name) => /SECRET|TOKEN|PASSWORD|DATABASE_URL|KEY/.test(name))).toEqual([])
})

const canVerify = spawnSync('systemd-analyze', ['--version']).status === 0
test.skipIf(!canVerify)('systemd finds no fault in the units', () => {
  const units = join(folder, 'units')
  cpSync(inProject('deploy', 'systemd'), units, { recursive: true })
  const files = readdirSync(units, { recursive: true, encoding: 'utf8' }).map((name) => join(units, name))
  for (const file of files.filter((path) => statSync(path).isFile())) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(treeOfUnits, inProject()))
  }
  const named = readdirSync(units).filter((name) => /\.(service|timer|target)$/.test(name))
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', ...named.map((name) => join(units, name))], {
    encoding: 'utf8',
  })
  expect(verified.stderr).toBe('')
  expect(verified.status).toBe(0)
})
