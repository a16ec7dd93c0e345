/** A code as the buyer typed it, without the spaces that an app or an SMS sets between its digits. */
export function readCode(fields: FormData): string {
  return String(fields.get('code') ?? '').replace(/\s/g, '')
}
