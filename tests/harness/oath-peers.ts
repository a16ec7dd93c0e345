import { spawnSync } from 'node:child_process'

/** Independent implementations of the OATH algorithms; a test of agreement is skipped where one is not installed. */
export const hasOathtool = spawnSync('oathtool', ['--version']).status === 0
export const hasPyotp = spawnSync('/usr/bin/python3', ['-c', 'import pyotp']).status === 0
