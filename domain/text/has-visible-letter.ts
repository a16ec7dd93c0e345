// Blanks among the hieroglyphs are letters to Unicode; a tatweel is a modifier letter, and no letter to who reads.
const unseen = /[\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}]/gu
const letter = /[\p{Lu}\p{Ll}\p{Lt}\p{Lo}]/u

/** Whether who reads a name sees a letter in it: not only marks, digits, punctuation, signs, fillers or blanks. */
export function hasVisibleLetter(name: string): boolean {
  return letter.test(name.normalize('NFKC').replace(unseen, ''))
}
