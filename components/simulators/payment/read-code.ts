import { readTypedCode } from '#domain/text/typed-digits.ts'

/** A code as the buyer typed or pasted it, without what an app or an SMS sets between its digits. */
export function readCode(fields: FormData): string {
  return readTypedCode(String(fields.get('code') ?? '')).slice(0, 32)
}
