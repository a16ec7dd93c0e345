import { createHash } from 'node:crypto'
import type { ParsedChange } from '#server/customers/parse-customer-change.ts'

export type Statements = { add: (change: ParsedChange) => void; contradicts: (change: ParsedChange) => boolean }

/**
 * What one call or one file says of customers and their cards. Where it says two things of one customer, or of one card
 * of theirs, nobody can tell which is right: none of the changes that say them is taken. Keeps a digest of each.
 */
export function hearStatements(): Statements {
  const heard = new Map<string, number>()
  const contradicted = new Set<string>()
  const hear = ([subject, said]: Statement): void => {
    const before = heard.get(subject)
    if (before === undefined) heard.set(subject, said)
    else if (before !== said) contradicted.add(subject)
  }
  return {
    add: (change) => listStatements(change).forEach(hear),
    contradicts: (change) =>
      contradicted.size > 0 && listStatements(change).some(([subject]) => contradicted.has(subject)),
  }
}

type Statement = [subject: string, said: number]

function listStatements({ cards, customerNumber, ...customer }: ParsedChange): Statement[] {
  const { nationalId, name, mobile, smsMember, branchCode } = customer
  return [
    [customerNumber, digest([nationalId, name.normalize('NFC'), mobile, smsMember, branchCode])],
    ...cards.map(
      ({ pan, status, expiresAtMs }): Statement => [`${customerNumber} ${pan.reveal()}`, digest([status, expiresAtMs])],
    ),
  ]
}

function digest(facts: readonly unknown[]): number {
  return createHash('sha256').update(JSON.stringify(facts)).digest().readUIntBE(0, 6)
}
