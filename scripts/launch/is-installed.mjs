import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether node_modules holds what package-lock.json names, as npm's own list there says and the folders confirm: so
 * what a person installed with npm is not installed again. Packages for other machines are absent.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const list = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(list)) return false
  const wanted = readPackages(join(root, 'package-lock.json'))
  const present = readPackages(list)
  const isWanted = ([path, { version, integrity }]) =>
    wanted[path]?.version === version && wanted[path]?.integrity === integrity
  const isThere = ([path]) => existsSync(join(root, path, 'package.json'))
  const isPresent = ([path, { optional }]) => path === '' || optional || path in present
  const found = Object.entries(present)
  return found.every(isWanted) && found.every(isThere) && Object.entries(wanted).every(isPresent)
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}
