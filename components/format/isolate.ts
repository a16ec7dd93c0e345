/** Keeps a Latin name or id from turning the sentence around it; the text's own first letter says how it reads. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** The same of an address or a masked number, which reads from left to right whatever it begins with. */
export function isolateLeftToRight(text: string): string {
  return `\u2066${text}\u2069`
}
