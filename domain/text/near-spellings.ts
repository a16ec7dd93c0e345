const persian = [...'ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء']
const latin = [...'abcdefghijklmnopqrstuvwxyz']

const LETTERS_MIN = 4
const LETTERS_MAX = 20

/**
 * Every word that is one slip away from a word of a search key: a letter wrong, missing, too many, or two neighbours
 * swapped. Nothing for words of less than 4 letters, to which half of all names are near.
 */
export function nearSpellings(word: string): string[] {
  const letters = [...word]
  if (letters.length < LETTERS_MIN || letters.length > LETTERS_MAX) return []
  const alphabet = /[a-z]/.test(word) ? latin : persian
  const near = new Set<string>()
  for (let place = 0; place <= letters.length; place++) {
    const [before, after] = [letters.slice(0, place).join(''), letters.slice(place)]
    const rest = after.slice(1).join('')
    for (const letter of alphabet) near.add(before + letter + after.join(''))
    near.add(before + rest)
    for (const letter of alphabet) near.add(before + letter + rest)
    if (after.length > 1) near.add(before + after[1] + after[0] + after.slice(2).join(''))
  }
  near.delete(word)
  return [...near]
}
