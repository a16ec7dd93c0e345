import fc from 'fast-check'
import { coreArb, guardActArb, overtakeArb, reissueArb, resynchroniseArb, staffEndArb } from './acts-bank.ts'
import { setBackArb, waitArb, waitForArb } from './acts-clock.ts'
import {
  activateArb,
  blockDeviceArb,
  confirmArb,
  deactivateArb,
  endDeviceArb,
  installArb,
  issueArb,
  openSmsArb,
  redeemArb,
} from './acts-enrollment.ts'
import { climbArb, guessArb, pressArb, repeatArb, typeAppArb, typeSmsArb, useOftenArb } from './acts-verification.ts'
import type { Side } from './calls-verification.ts'
import { type Beginning, beginnings, profiles } from './profiles.ts'
import { type Act, Step } from './step.ts'
import type { World } from './world.ts'

export type Sequence = {
  profile: string
  beginning: string
  /** Into the first day, in milliseconds. */
  startMs: number
  commands: Iterable<fc.AsyncCommand<World, Side>>
}

const acts: { weight: number; arbitrary: fc.Arbitrary<Act> }[] = [
  { weight: 18, arbitrary: pressArb },
  { weight: 18, arbitrary: typeSmsArb },
  { weight: 18, arbitrary: typeAppArb },
  { weight: 3, arbitrary: useOftenArb },
  { weight: 12, arbitrary: guessArb },
  { weight: 1, arbitrary: climbArb },
  { weight: 6, arbitrary: repeatArb },
  { weight: 7, arbitrary: waitArb },
  { weight: 10, arbitrary: waitForArb },
  { weight: 2, arbitrary: setBackArb },
  { weight: 3, arbitrary: openSmsArb },
  { weight: 6, arbitrary: issueArb },
  { weight: 5, arbitrary: activateArb },
  { weight: 1, arbitrary: overtakeArb },
  { weight: 8, arbitrary: redeemArb },
  { weight: 8, arbitrary: confirmArb },
  { weight: 2, arbitrary: deactivateArb },
  { weight: 1, arbitrary: endDeviceArb },
  { weight: 1, arbitrary: installArb },
  { weight: 1, arbitrary: blockDeviceArb },
  { weight: 7, arbitrary: guardActArb },
  { weight: 1, arbitrary: reissueArb },
  { weight: 2, arbitrary: resynchroniseArb },
  { weight: 1, arbitrary: staffEndArb },
  { weight: 4, arbitrary: coreArb },
]

const step = fc.oneof(...acts).map((act): fc.AsyncCommand<World, Side> => new Step(act))

export const sequenceArb: fc.Arbitrary<Sequence> = fc.record({
  profile: fc.constantFrom(...Object.keys(profiles)),
  beginning: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('nothing', 'sms', 'app', 'both', 'both', 'everything', 'everything') },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(beginnings)) },
  ),
  startMs: fc.oneof(fc.constant(43_200_000), fc.integer({ min: 0, max: 86_399_999 })),
  commands: fc.noBias(fc.commands([step], { maxCommands: 40, size: 'max' })),
})

export function beginningOf({ beginning }: Sequence): Beginning {
  const found = beginnings[beginning]
  if (found === undefined) throw new RangeError(`no beginning is called ${beginning}`)
  return found
}
