import { existsSync } from 'node:fs'

const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu']

/** Debian's libfaketime for programs with threads, which gives one process a clock of its own; undefined when missing. */
export function findFaketime(): string | undefined {
  return folders.map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`).find((file) => existsSync(file))
}
