import { luhnCheckDigit } from '#domain/card/card-number.ts'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import { toPersianDigits } from '#domain/text/digits.ts'
import type { LineRefusal } from '#server/customers/file-refusals.ts'
import { type FileColumn, fileColumns } from '#server/customers/read-file-header.ts'

type Cells = Record<FileColumn, string>
type Spoil = (cells: Cells) => Partial<Cells> | string
type Fault = { times: number; spoil: Spoil }

const plain = (cells: Cells): string => fileColumns.map((column) => cells[column]).join(',')

/** Twelve kinds of fault, 37 lines in all: two customers of two lines that contradict each other, three of each other kind. */
const faults: Partial<Record<LineRefusal, Fault>> = {
  too_few_cells: { times: 3, spoil: (cells) => plain(cells).split(',').slice(0, 5).join(',') },
  too_many_cells: { times: 3, spoil: (cells) => plain({ ...cells, name: 'کاوه, مریم' }) },
  unclosed_quote: { times: 3, spoil: (cells) => plain({ ...cells, name: '"مریم کاوه' }) },
  misplaced_quote: { times: 3, spoil: (cells) => plain({ ...cells, name: '"علی" رضایی' }) },
  invalid_national_id: { times: 3, spoil: ({ nationalId }) => ({ nationalId: `${nationalId}1` }) },
  invalid_name: { times: 3, spoil: () => ({ name: '\u3164' }) },
  invalid_mobile: { times: 3, spoil: () => ({ mobile: '02188776655' }) },
  invalid_sms_member: { times: 3, spoil: () => ({ smsMember: 'شاید' }) },
  invalid_pan: { times: 3, spoil: ({ pan }) => ({ pan: `${pan.slice(0, 15)}${(Number(pan[15]) + 1) % 10}` }) },
  invalid_expiry: { times: 3, spoil: () => ({ expires: '05/29' }) },
  unknown_branch: { times: 3, spoil: () => ({ branchCode: '99999999' }) },
  contradictory: { times: 4, spoil: ({ pan }) => ({ name: pan.endsWith('5') ? 'نام یک' : `نام ${pan}` }) },
}

export type ExampleFile = { text: string; planted: Map<number, LineRefusal> }

/** A header and `lines` lines, one customer in eight with two cards, written in the ways that are in use. */
export function writeExampleFile({ lines, branchCode }: { lines: number; branchCode: string }): ExampleFile {
  const planted = new Map<number, LineRefusal>()
  const step = Math.floor(lines / 38 / 8) * 8
  const kinds = Object.entries(faults).flatMap(([kind, { times }]) => Array<string>(times).fill(kind)) as LineRefusal[]
  kinds.forEach((kind, at) => {
    // A contradiction needs the two lines of one customer; anything else stands in a line of its own.
    const isSecond = kind === 'contradictory' && at % 2 === 0
    planted.set(kind === 'contradictory' ? step * (at - Number(isSecond)) + 8 + Number(isSecond) : step * at + 4, kind)
  })
  const rows = Array.from({ length: lines }, (_, at) => {
    const cells = customerOf(at, branchCode)
    const kind = planted.get(at + 2)
    const spoilt = kind ? (faults[kind]?.spoil(cells) ?? {}) : {}
    return typeof spoilt === 'string' ? spoilt : plain({ ...cells, ...spoilt })
  })
  return { text: `\ufeff${[fileColumns.join(','), ...rows].join('\r\n')}\r\n`, planted }
}

/** Lines 6 and 7 of each eight are one customer. */
function customerOf(at: number, branchCode: string): Cells {
  const who = at % 8 === 7 ? at - 1 : at
  const [idBody, panBody] = [String(300_000_000 + who * 7), `507677${String(at).padStart(9, '0')}`]
  const isPersian = who % 5 === 0
  const write = (digits: string): string => (isPersian ? toPersianDigits(digits) : digits)
  return {
    customerNumber: write(String(70_000_000 + who)),
    nationalId: write(idBody + nationalIdCheckDigit(idBody)),
    name: who % 3 === 0 ? `"کاوه‌پرست, ""مریم"" ${who}"` : `مریم کاوه ${who}`,
    mobile: who % 11 === 0 ? '' : write(`09${120_000_000 + who}`),
    smsMember: ['true', 'بله', 'N', '۰', '1'][who % 5] ?? '',
    branchCode,
    pan: panBody + luhnCheckDigit(panBody),
    status: at % 4 === 0 ? 'مسدود' : 'active',
    expires: ['2031-05', '1410/07', '۱۴۰۹-۱۲', '2030-02-28'][at % 4] ?? '',
  }
}
