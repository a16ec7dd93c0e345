const ones = ['', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه']
const teens = ['ده', 'یازده', 'دوازده', 'سیزده', 'چهارده', 'پانزده', 'شانزده', 'هفده', 'هجده', 'نوزده']
const tens = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود']
const hundreds = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد']
const colloquial: Readonly<Record<string, string>> = {
  ...{ یک: 'یه', چهار: 'چار', شش: 'شیش', چهارده: 'چارده', پانزده: 'پونزده', شانزده: 'شونزده', هفده: 'هیفده' },
  ...{ هجده: 'هیجده', صد: 'یکصد', دویست: 'دویس', چهارصد: 'چارصد', پانصد: 'پونصد', ششصد: 'شیشصد', میلیون: 'ملیون' },
}

/** The words of a number below a thousand, without the «و» between them. */
function wordsOf(value: number): string[] {
  const rest = value % 100
  const small = rest >= 10 && rest < 20 ? [teens[rest - 10]] : [tens[Math.floor(rest / 10)], ones[rest % 10]]
  return [hundreds[Math.floor(value / 100)], ...small].filter((word): word is string => Boolean(word))
}

export const asSpoken = (word: string): string => colloquial[word] ?? word

/** «صد و بیست و پنج». */
export function spell(value: number, { and = ' و ', isColloquial = false } = {}): string {
  return wordsOf(value)
    .map((word) => (isColloquial ? asSpoken(word) : word))
    .join(and)
}

/** «بیست و سوم», «سی‌ام». */
export function spellOrdinal(day: number): string {
  if (day === 1) return 'اول'
  if (day === 30) return 'سی‌ام'
  const words = spell(day)
  return words.endsWith('سه') ? words.replace(/سه$/, 'سوم') : `${words}م`
}

/** Digits in one of the three scripts. */
export function inScript(text: string, script: 'ascii' | 'persian' | 'arabic'): string {
  const zero = { ascii: 0x30, persian: 0x06f0, arabic: 0x0660 }[script]
  return text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)))
}
