/**
 * The key a name is stored under and searched by. The steps, in this order (the database's twin must keep it):
 * 1. Half-spaces (ZWNJ, and `¬` for it) and the spaces that NFKC leaves → space.
 * 2. Removed: what Unicode ignores by default, Arabic marks, tatweel, high hamza.
 * 3. NFKC, and both once more, for what it has brought.
 * 4. Letters as `plainLetters` has them; digits ۰–۹ and ٠–٩ → 0–9; A–Z → a–z (ASCII only).
 * 5. Runs of U+0009–000D and space → one space; none at either end.
 */
export function searchKey(name: string): string {
  return dropUnwritten(dropUnwritten(name))
    .replace(foldable, (letter) => plainLetters[letter] ?? letter)
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[\t\n\v\f\r ]+/g, ' ')
    .replace(/^ | $/g, '')
}

/** `searchKey` without its spaces: «علی رضا», «علی‌رضا» and «علیرضا» share it. */
export function joinedSearchKey(name: string): string {
  return searchKey(name).replaceAll(' ', '')
}

function dropUnwritten(text: string): string {
  return text
    .replace(/[\u00ac\u200c\u0085\u1680\u2028\u2029]/g, ' ')
    .replace(unwritten, '')
    .normalize('NFKC')
}

/**
 * Default_Ignorable_Code_Point of Unicode 16, written out so that the database removes the same, with the marks of the
 * Arabic blocks, tatweel U+0640 and high hamza U+0674.
 */
const unwritten =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of them is meant alone, as a code point
  /[\u00ad\u034f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u0674\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08ff\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{10efa}-\u{10eff}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu

/** As Arabic, Urdu, Kurdish and Pashto keyboards write what Persian writes with the letter on the left. */
const spellings: Readonly<Record<string, string>> = {
  ا: 'أإآٱٲٳ',
  ت: 'ټٹ',
  د: 'ډڈ',
  ر: 'ړڑڕ',
  ژ: 'ږ',
  ش: 'ښ',
  ک: 'كڪڬػؼ',
  گ: 'ګ',
  ل: 'ڵ',
  ن: 'ڼں',
  ه: 'ةۀھہۂۃەۿ',
  و: 'ؤۆۇۈۊۋ',
  ی: 'يىېئۍێےۓۑؠؽؾؿ',
}
const plainLetters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(spellings).flatMap(([plain, others]) => [...others].map((other) => [other, plain])),
)
const foldable = new RegExp(`[${Object.values(spellings).join('')}]`, 'g')
