import type { Canary } from './canaries.ts'

const KEY_BYTES = 12

/**
 * Answers which canaries stand in some bytes. Thousands of forms are looked for in one pass over them: at each place the
 * first two bytes say whether one may begin there, the first twelve which.
 */
export function indexCanaries(canaries: readonly Canary[]): (bytes: Buffer) => string[] {
  const forms = canaries.flatMap(({ what, forms }) => forms.map((form) => ({ what, bytes: Buffer.from(form) })))
  const short = forms.filter((form) => form.bytes.length < KEY_BYTES)
  const long = forms.filter((form) => form.bytes.length >= KEY_BYTES)
  const byKey = Map.groupBy(long, (form) => form.bytes.toString('latin1', 0, KEY_BYTES))
  const mayBegin = new Uint8Array(0x1_00_00)
  for (const form of long) mayBegin[form.bytes.readUInt16BE(0)] = 1

  return (bytes) => {
    const found = new Set(short.filter((form) => bytes.includes(form.bytes)).map(({ what }) => what))
    for (let at = 0; at + KEY_BYTES <= bytes.length; at++) {
      if (mayBegin[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] === 0) continue
      for (const form of byKey.get(bytes.toString('latin1', at, at + KEY_BYTES)) ?? []) {
        if (form.bytes.equals(bytes.subarray(at, at + form.bytes.length))) found.add(form.what)
      }
    }
    return [...found]
  }
}
