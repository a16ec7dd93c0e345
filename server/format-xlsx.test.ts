import { crc32, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatXlsx, type SheetValue } from '#server/format-xlsx.ts'

/** The parts of an archive, by its directory as a reader finds them, each checked against its sum. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = archive.readUInt32LE(end + 16)
  const parts = Array.from({ length: archive.readUInt16LE(end + 10) }, (): [string, string] => {
    const [crc, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const nameLength = archive.readUInt16LE(at + 28)
    const local = archive.readUInt32LE(at + 42)
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString()
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const bytes = inflateRawSync(archive.subarray(from, from + packed))
    expect([crc32(bytes), bytes.length]).toEqual([crc, size])
    at += 46 + nameLength
    return [name, bytes.toString()]
  })
  return new Map(parts)
}

function sheetOf(rows: SheetValue[][], isRightToLeft = true): string {
  const archive = formatXlsx({ name: 'تأییدها: [۱]', headings: ['شناسه', 'مبلغ'], rows, isRightToLeft })
  const parts = unzip(archive)
  expect([...parts.keys()][0]).toBe('[Content_Types].xml')
  return parts.get('xl/worksheets/sheet1.xml') ?? ''
}

const decode = (xml: string): string =>
  xml
    .replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')

test('an identifier is of type text with its zeros, an amount is a number, and the sheet runs from the right', () => {
  const sheet = sheetOf([['00012345', -4_870_000]])
  expect(sheet).toContain('<sheetView rightToLeft="1" ')
  expect(sheet).toContain('<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">00012345</t></is></c>')
  expect(sheet).toContain('<c r="B2" s="3"><v>-4870000</v></c>')
  expect(sheetOf([], false)).not.toContain('rightToLeft')
})

test.each([
  '=HYPERLINK("http://evil","x")',
  '＝1+1',
  '+98912',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '12E5',
  'MAR-1',
  'a\rb',
  '_x0041_',
  '<b>&amp;',
])('%j is carried as it is, as text, and there is no formula', (value) => {
  const sheet = sheetOf([[value]])
  const [, text] = /<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">([^<]*)<\/t>/.exec(sheet) ?? []
  expect(decode(text ?? '')).toBe(value)
  expect(sheet).not.toContain('<f>')
})

test('what XML cannot carry is left out, and a cell is as long as a spreadsheet takes', () => {
  expect(sheetOf([['a\u0000b\u000bc\ufffed']])).toContain('>abcd<')
  const [, text] = /<c r="A2"[^>]*><is><t[^>]*>([^<]*)</.exec(sheetOf([['x'.repeat(40_000)]])) ?? []
  expect(text?.length).toBe(32_767)
})

test('whatever texts are written, the same are read', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .filter((each) => !/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u.test(each))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), (texts) => {
      const sheet = sheetOf(texts.map((each) => [each]))
      const read = [...sheet.matchAll(/<c r="A\d+" s="1"[^>]*><is><t[^>]*>([^<]*)</g)].map(([, xml]) =>
        decode(xml ?? ''),
      )
      expect(read).toEqual(texts)
    }),
  )
})
