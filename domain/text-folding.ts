/**
 * The key a name is stored under and searched by. The steps, in this order (the database's twin must keep it):
 * 1. NFKC.
 * 2. Letters: ي ى ې ئ → ی, ك → ک, ة ۀ → ه, أ إ آ ٱ → ا, ؤ → و.
 * 3. Removed: harakat U+064B–065F and U+0670, tatweel U+0640, bidi marks U+200E–200F, U+202A–202E, U+2066–2069.
 * 4. ZWNJ U+200C and NBSP U+00A0 → space.
 * 5. Digits ۰–۹ and ٠–٩ → 0–9.
 * 6. A–Z → a–z (ASCII only); runs of U+0009–000D and space → one space; none at either end.
 */
export function searchKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[يىېئكةۀأإآٱؤ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[\u064b-\u065f\u0670\u0640\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u200c\u00a0]/g, ' ')
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

const plainLetters: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
}
