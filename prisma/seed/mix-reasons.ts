import type { VerificationReason } from '#domain/reason/reason.ts'

/** A list to pick from, in which each reason stands as often as it weighs. */
export function mixReasons(weights: Partial<Record<VerificationReason, number>>): VerificationReason[] {
  return Object.entries(weights).flatMap(([reason, weight]) =>
    Array.from({ length: weight }, () => reason as VerificationReason),
  )
}
