import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'
import type { EnrollmentStatus } from '#domain/verification/verification-types.ts'

/** `confirm`: an installation's first correct code, or the ATM's order for SMS. */
export type EnrollmentEvent = 'confirm' | 'suspend' | 'unsuspend' | 'deactivate'
export type EnrollmentRefusal =
  | 'enrollment_pending'
  | 'enrollment_suspended'
  | 'enrollment_not_suspended'
  | 'enrollment_deactivated'

const ended = refuseFor('enrollment_deactivated')

const table: TransitionTable<EnrollmentStatus, EnrollmentEvent, EnrollmentRefusal> = {
  pending: {
    confirm: moveTo('active'),
    suspend: refuseFor('enrollment_pending'),
    unsuspend: refuseFor('enrollment_not_suspended'),
    deactivate: moveTo('deactivated'),
  },
  active: {
    confirm: moveTo('active'),
    suspend: moveTo('suspended'),
    unsuspend: refuseFor('enrollment_not_suspended'),
    deactivate: moveTo('deactivated'),
  },
  suspended: {
    confirm: refuseFor('enrollment_suspended'),
    suspend: refuseFor('enrollment_suspended'),
    unsuspend: moveTo('active'),
    deactivate: moveTo('deactivated'),
  },
  deactivated: { confirm: ended, suspend: ended, unsuspend: ended, deactivate: ended },
}

export function moveEnrollment(
  status: EnrollmentStatus,
  event: EnrollmentEvent,
): Transition<EnrollmentStatus, EnrollmentRefusal> {
  return table[status][event]
}
