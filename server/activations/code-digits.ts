import type { Policy } from '#domain/operator/policy.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'

export function codeDigits(policy: Policy, pinKind: PinKind): number {
  return pinKind === 'first' ? policy.codeLengthFirstDigits : policy.codeLengthSecondDigits
}
