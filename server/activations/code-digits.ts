import type { Policy } from '#domain/policy.ts'
import type { PinKind } from '#domain/verification-types.ts'

export function codeDigits(policy: Policy, pinKind: PinKind): number {
  return pinKind === 'first' ? policy.codeLengthFirstDigits : policy.codeLengthSecondDigits
}
