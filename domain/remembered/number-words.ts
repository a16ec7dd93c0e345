const ones = {
  ...{ یک: 1, یه: 1, دو: 2, سه: 3, چهار: 4, چار: 4, پنج: 5, شش: 6, شیش: 6, هفت: 7, هشت: 8, نه: 9 },
  ...{ one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 },
}
const teens = {
  ...{ ده: 10, یازده: 11, دوازده: 12, سیزده: 13, چهارده: 14, چارده: 14, پانزده: 15, پونزده: 15 },
  ...{ شانزده: 16, شونزده: 16, هفده: 17, هیفده: 17, هیوده: 17, هجده: 18, هیجده: 18, هیژده: 18, هژده: 18, نوزده: 19 },
  ...{ ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17 },
  ...{ eighteen: 18, nineteen: 19 },
}
const tens = {
  ...{ بیست: 20, بیس: 20, سی: 30, چهل: 40, پنجاه: 50, شصت: 60, هفتاد: 70, هشتاد: 80, نود: 90 },
  ...{ twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 },
}
const hundreds = {
  ...{ صد: 100, یکصد: 100, دویست: 200, دویس: 200, سیصد: 300, چهارصد: 400, چارصد: 400, پانصد: 500, پونصد: 500 },
  ...{ ششصد: 600, شیشصد: 600, هفتصد: 700, هفصد: 700, هشتصد: 800, هشصد: 800, نهصد: 900, hundred: 100 },
}

type NumberWord = { value: number /** What may follow is smaller than this. */; below: number; isEnglish: boolean }
const wordsOf = (list: Record<string, number>, below: number): [string, NumberWord][] =>
  Object.entries(list).map(([word, value]) => [word, { value, below, isEnglish: /^[a-z]/.test(word) }])

/** Every word of a number below a thousand, as a search key spells it. */
export const numberWords: ReadonlyMap<string, NumberWord> = new Map([
  ...wordsOf(ones, 1),
  ...wordsOf(teens, 1),
  ...wordsOf(tens, 10),
  ...wordsOf(hundreds, 100),
])

export const scales: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ هزار: 1e3, هزارتا: 1e3, thousand: 1e3, thousands: 1e3, k: 1e3 },
    ...{ میلیون: 1e6, ملیون: 1e6, میلیونی: 1e6, million: 1e6, millions: 1e6, mln: 1e6, m: 1e6 },
    ...{ میلیارد: 1e9, ملیارد: 1e9, میلیاردی: 1e9, billion: 1e9, billions: 1e9, bn: 1e9 },
    ...{ تریلیون: 1e12, trillion: 1e12 },
  }),
)

export const currencies: ReadonlyMap<string, 'toman' | 'rial'> = new Map(
  Object.entries<'toman' | 'rial'>({
    ...{
      تومن: 'toman',
      تومان: 'toman',
      تومنی: 'toman',
      تومانی: 'toman',
      تومنه: 'toman',
      تومانه: 'toman',
      تمن: 'toman',
    },
    ...{ ت: 'toman', toman: 'toman', tomans: 'toman', tuman: 'toman', tmn: 'toman', irt: 'toman', t: 'toman' },
    ...{ ریال: 'rial', ریالی: 'rial', ریاله: 'rial', rial: 'rial', rials: 'rial', riyal: 'rial', irr: 'rial' },
  }),
)

const longestFirst = (words: Iterable<string>): string => [...words].sort((a, b) => b.length - a.length).join('|')
/** Alternatives for patterns. */
export const numberWord: string = longestFirst(numberWords.keys())
export const scaleWord: string = longestFirst(scales.keys())
export const currencyWord: string = longestFirst(currencies.keys())
