import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = { name: string; content: string }

const UTF8_NAMES = 0x0800
const DEFLATED = 8
// 1980-01-01, the first day that the format can write: a file says nothing of the machine's clock.
const FIRST_DAY = 0x0021

/** A ZIP archive (PKWARE APPNOTE 6.3, without ZIP64: below 4 GiB and 65 536 entries). */
export function zipEntries(entries: readonly ZipEntry[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, content } of entries) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(content)]
    const packed = deflateRawSync(bytes)
    const facts = headerFacts({ crc: crc32(bytes), packed: packed.length, size: bytes.length, path: path.length })
    const local = Buffer.concat([words32(0x04034b50), words16(20), facts, path, packed])
    centrals.push(words32(0x02014b50), words16(20, 20), facts, words16(0, 0, 0), words32(0, offset), path)
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const count = entries.length
  const end = [words32(0x06054b50), words16(0, 0, count, count), words32(directory.length, offset), words16(0)]
  return Buffer.concat([...locals, directory, ...end])
}

type Facts = { crc: number; packed: number; size: number; path: number }

/** Flags to the length of the extra field: what a local header and the directory say alike. */
function headerFacts({ crc, packed, size, path }: Facts): Buffer {
  return Buffer.concat([words16(UTF8_NAMES, DEFLATED, 0, FIRST_DAY), words32(crc, packed, size), words16(path, 0)])
}

function words16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [place, value] of values.entries()) bytes.writeUInt16LE(value, place * 2)
  return bytes
}

function words32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [place, value] of values.entries()) bytes.writeUInt32LE(value, place * 4)
  return bytes
}
