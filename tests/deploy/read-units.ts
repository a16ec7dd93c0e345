import { basename } from 'node:path'
import { listProjectFiles, readProjectFile } from '../harness/project-files.ts'

/** The settings of a unit file in their order, a line a setting. */
export type Unit = { name: string; settings: [key: string, value: string][] }

export const treeOfUnits = '/opt/ramzban'
export const serving = ['channel', 'worker', 'web'] as const

export function readUnits(): Unit[] {
  return listProjectFiles(/^deploy\/systemd\/[^/]+\.(service|timer|target)$/).map((file) => readUnit(file))
}

/** A unit of the product with what its prefix adds to it. */
export function readService(name: string): Unit {
  const added = readUnit('deploy/systemd/ramzban-.service.d/hardening.conf')
  const own = readUnit(`deploy/systemd/ramzban-${name}.service`)
  return { ...own, settings: [...own.settings, ...added.settings] }
}

export function valuesOf({ settings }: Unit, key: string): string[] {
  return settings.filter(([name]) => name === key).map(([, value]) => value)
}

/** NAME=value lines of a file for EnvironmentFile=, those that are commented out too where asked for. */
export function readVariables(text: string, withCommented = false): Record<string, string> {
  const lines = text.split('\n').map((line) => (withCommented ? line.replace(/^#(?=[A-Z_]+=)/, '') : line))
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [[name, (value ?? '').replace(/^"(.*)"$/, '$1')]]
    }),
  )
}

function readUnit(file: string): Unit {
  const settings = readProjectFile(file)
    .split('\n')
    .flatMap((line): [string, string][] => {
      const [, key, value] = /^([A-Z][A-Za-z]+)=(.*)$/.exec(line) ?? []
      return key === undefined ? [] : [[key, value ?? '']]
    })
  return { name: basename(file), settings }
}
