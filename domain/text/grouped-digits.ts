import { currencyWord, scaleWord } from '#domain/remembered/number-words.ts'

const scale = `(?: ?(?:${scaleWord}))(?!\\p{L})`
const grouped =
  /(?<![\d./:,٬،'’‘`٫])[1-9]\d{0,2}([/.٬،,'’‘`٫])\d{3}(?:\1\d{3})*(?:(?!\1)[.٫]\d{1,2})?(?![\d/:]|[.٫,٬،]\d)/gu
/** «2.5م تومن» */
const shortMillions = new RegExp(`(?<=\\d) ?م(?= ?(?:${currencyWord})(?!\\p{L}))`, 'gu')
const decimal = new RegExp(`(?<![\\d/.])(\\d{1,6})[/٫.](\\d{1,3})(?=${scale})`, 'gu')
const commaDecimal = new RegExp(`(?<![\\d,،])(\\d{1,3})[,،](\\d{1,2})(?=${scale})`, 'gu')
const writtenDate =
  /(?<!\d)(?:(1[34]\d\d|20\d\d)[./-](\d{1,2})[./-](\d{1,2})|(\d{1,2})[./-](\d{1,2})[./-](1[34]\d\d|20\d\d))(?!\d)/g
const clock = /(?<=(?:ساعت|ساعتای|at) )(\d{1,2})[./](\d{2})(?![\d/])/g
const currency = new RegExp(`^(?:${currencyWord})$`)

/**
 * Takes the marks out of grouped digits (`125/000`, `1.250.000`, `12 500 000`), writes decimals with a point and dates
 * with slashes. Every group behind the first has three digits; `1.250 میلیون` is a decimal.
 */
export function plainDigits(key: string): string {
  return key
    .replace(writtenDate, (_, ...parts: (string | undefined)[]) =>
      parts
        .slice(0, 6)
        .filter((part) => part !== undefined)
        .join('/'),
    )
    .replace(clock, '$1:$2')
    .replace(shortMillions, ' میلیون')
    .replace(decimal, '$1.$2')
    .replace(commaDecimal, '$1.$2')
    .replace(grouped, (whole, mark: string, offset: number, all: string) =>
      mark === '.' && isDecimal(whole, all.slice(offset + whole.length)) ? whole : plain(whole, mark),
    )
    .replace(/(?<=\d)[٫.](?=\d)/g, '.')
    .replace(/(\d{1,4})-(\d{1,2})-(\d{1,4})/g, '$1/$2/$3')
}

const beforeScale = new RegExp(`^${scale}`, 'u')
/** `1,250,000.00` keeps its point. */
const plain = (whole: string, mark: string): string => whole.replaceAll(mark, '').replace('٫', '.')
const isDecimal = (whole: string, tail: string): boolean => whole.split('.').length === 2 && beforeScale.test(tail)

/** Joins groups parted by spaces: of two where the second is 000 or a currency follows, of three and more always. */
export function joinSpacedGroups(text: string): string {
  const tokens = text.split(' ')
  const joined: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const count = countGroups(tokens, at)
    joined.push(tokens.slice(at, at + count).join(''))
    at += count
  }
  return joined.join(' ').replace(/(?<=\d) (?=000(?!\d))/g, '')
}

const hourWord = /^(?:ساعت|ساعتای|at)$/

function countGroups(tokens: readonly string[], at: number): number {
  const isHour = hourWord.test(tokens[at - 1] ?? '')
  const isBehindNumber = /^\d+$/.test(tokens[at - 1] ?? '') && !hourWord.test(tokens[at - 2] ?? '')
  if (!/^[1-9]\d{0,2}$/.test(tokens[at] ?? '') || isBehindNumber) return 1
  let count = 1
  while (/^\d{3}$/.test(tokens[at + count] ?? '')) count++
  if (/^\d/.test(tokens[at + count] ?? '')) return 1
  const isMoney = currency.test(tokens[at + count] ?? '') && !isHour
  return count > 2 || isMoney ? count : 1
}
