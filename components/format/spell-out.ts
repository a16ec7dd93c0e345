/** `012 345` → `0 1 2 3 4 5`: a screen reader says it sign by sign, not as a number. */
export function spellOut(code: string): string {
  return [...code.replace(/[\s-]/g, '')].join(' ')
}
