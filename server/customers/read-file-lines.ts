import { createReadStream } from 'node:fs'

const LINE_BYTES_MAX = 65_536
const NEW_LINE = 0x0a

/** `text` null: longer than 64 KiB. Numbered from 1, without its LF or CRLF. */
export type FileLine = { number: number; text: string | null }

/**
 * The lines of a UTF-8 file, one by one, without a byte order mark.
 * @throws Error that says what the file is instead, and what to do
 */
export async function* readFileLines(file: string): AsyncGenerator<FileLine> {
  let number = 0
  for await (const bytes of cutLines(file)) {
    number += 1
    if (number === 1) refuseOtherFiles(bytes)
    yield { number, text: bytes.length > LINE_BYTES_MAX ? null : decode(bytes, number) }
  }
}

/** What is kept of a line is bounded: more than its bound is not read into memory. */
async function* cutLines(file: string): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, from)) {
      yield append(begun, chunk.subarray(from, end))
      begun = Buffer.alloc(0)
      from = end + 1
    }
    begun = append(begun, chunk.subarray(from))
  }
  if (begun.length > 0) yield begun
}

function append(begun: Buffer, more: Buffer): Buffer {
  if (begun.length > LINE_BYTES_MAX) return begun
  return begun.length === 0 ? Buffer.from(more) : Buffer.concat([begun, more])
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Buffer, number: number): string {
  try {
    const text = utf8.decode(bytes)
    return (number === 1 ? text.replace(/^\ufeff/, '') : text).replace(/\r$/, '')
  } catch {
    throw new Error(
      `line ${number}: these bytes are not UTF-8 (Windows-1256, perhaps). Save the file as «CSV UTF-8», or convert it: iconv -f WINDOWS-1256 -t UTF-8`,
    )
  }
}

function refuseOtherFiles(start: Buffer): void {
  if (start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    throw new Error('this is a spreadsheet workbook, not a CSV file: save it as «CSV UTF-8»')
  const isUtf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(start.subarray(0, 2).toString('latin1'))
  if (isUtf16 || start.subarray(0, 200).includes(0))
    throw new Error('this is UTF-16, or no text at all: save the file as «CSV UTF-8»')
}
