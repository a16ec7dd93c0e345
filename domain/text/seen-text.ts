const unseenRun = /\p{Default_Ignorable_Code_Point}+/gu
const endsInLetter = /[\p{L}\p{M}]$/u
const beginsWithLetter = /^[\p{L}\p{M}]/u

/**
 * Text without what nobody sees: tags, zero-width spaces, fillers, selectors (Unicode `Default_Ignorable_Code_Point`).
 * Of those between two letters one ZWNJ, else one ZWJ, stays: they are Persian and Indic spelling.
 */
export function seenText(text: string): string {
  return text.replace(unseenRun, (run, at: number, whole: string) => {
    const isInWord = endsInLetter.test(whole.slice(0, at)) && beginsWithLetter.test(whole.slice(at + run.length))
    if (!isInWord) return ''
    if (run.includes('\u200c')) return '\u200c'
    return run.includes('\u200d') ? '\u200d' : ''
  })
}

/** Whether anything in it is unseen, but for single joiners between letters. */
export function isSeenText(text: string): boolean {
  return seenText(text) === text
}
