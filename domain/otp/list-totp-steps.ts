import { timingSafeEqual } from 'node:crypto'
import { hotp, type TotpParams, timeStep } from './otp.ts'

type Search = TotpParams & { code: string; windowSteps: number }

/** Every time step within `windowSteps` on either side of now's whose code is this one; each step is computed. */
export function listTotpSteps({ code, windowSteps, secret, digits, algorithm, ...time }: Search): number[] {
  if (!Number.isInteger(windowSteps) || windowSteps < 0) throw new RangeError('windowSteps must be whole and ≥ 0')
  const current = timeStep(time)
  const isWellFormed = code.length === digits && /^[0-9]+$/.test(code)
  const presented = Buffer.from(isWellFormed ? code : '0'.repeat(digits))
  const found: number[] = []
  for (let step = Math.max(0, current - windowSteps); step <= current + windowSteps; step++) {
    const expected = Buffer.from(hotp({ secret, counter: step, digits, algorithm }))
    if (timingSafeEqual(expected, presented) && isWellFormed) found.push(step)
  }
  return found
}
