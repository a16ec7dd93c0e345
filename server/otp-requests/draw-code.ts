import { randomInt } from 'node:crypto'

/** Decimal digits, each code of that length equally likely. */
export function drawCode(digits: number): string {
  return String(randomInt(10 ** digits)).padStart(digits, '0')
}

/** Twelve digits by which the customer, the gateway and the bank name one request. */
export function drawReferenceNumber(): string {
  return drawCode(6) + drawCode(6)
}
