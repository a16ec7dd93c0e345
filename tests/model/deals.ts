import fc from 'fast-check'
import type { Real } from './begin-sequence.ts'
import type { Deal } from './world.ts'

const accounts = ['5022290000000018', '6037990000000006'] as const
const base = { processType: 'purchase', amount: 1_250_000, merchantId: 'M-1', account: null }

/** Each differs from the first in what a code is bound to. */
const deals: Record<string, Omit<Deal, 'terminalId'> & { at: 'A' | 'B' }> = {
  purchase: { ...base, at: 'A' },
  'another amount': { ...base, amount: 2_000_000, at: 'A' },
  'another merchant': { ...base, merchantId: 'M-2', at: 'A' },
  'another terminal': { ...base, at: 'B' },
  transfer: { ...base, processType: 'transfer', account: accounts[0], at: 'A' },
  'another account': { ...base, processType: 'transfer', account: accounts[1], at: 'A' },
  inquiry: { ...base, processType: 'balance_inquiry', amount: null, at: 'A' },
}

export const dealArb = fc.oneof(
  { weight: 5, arbitrary: fc.constant('purchase') },
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(deals)) },
)

export function dealOf(real: Real, name: string): Deal {
  const found = deals[name]
  if (found === undefined) throw new RangeError(`no deal is called ${name}`)
  const { at, ...deal } = found
  return { ...deal, merchantId: real.name(deal.merchantId), terminalId: real.name(`T${at}`) }
}
