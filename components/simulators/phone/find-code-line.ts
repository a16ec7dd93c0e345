/** The line of an SMS that is a code or a token part and nothing else, as a phone finds it to offer a copy. */
export function findCodeLine(text: string): string | null {
  return text.split('\n').find((line) => /^([0-9]{5,8}|[0-9A-HJKMNP-TV-Z]{12})$/.test(line)) ?? null
}
