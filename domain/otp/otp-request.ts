import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'
import type { OtpRequestState } from '#domain/verification/verification-types.ts'

/** `end`: the SMS enrollment was deactivated or the mobile changed. */
export type OtpRequestEvent = 'use' | 'expire' | 'supersede' | 'exhaust' | 'end'
export type OtpRequestRefusal =
  | 'code_already_used'
  | 'code_expired'
  | 'code_superseded'
  | 'code_attempts_exhausted'
  | 'not_enrolled'
  | 'never_sent'

type Row = TransitionTable<OtpRequestState, OtpRequestEvent, OtpRequestRefusal>[OtpRequestState]

const neverSent = refuseFor('never_sent')

const table: TransitionTable<OtpRequestState, OtpRequestEvent, OtpRequestRefusal> = {
  sent: {
    use: moveTo('used'),
    expire: moveTo('expired'),
    supersede: moveTo('superseded'),
    exhaust: moveTo('exhausted'),
    end: moveTo('ended'),
  },
  suppressed: {
    use: neverSent,
    expire: moveTo('expired'),
    supersede: moveTo('superseded'),
    exhaust: neverSent,
    end: neverSent,
  },
  used: finalRow('code_already_used'),
  expired: finalRow('code_expired'),
  superseded: finalRow('code_superseded'),
  exhausted: finalRow('code_attempts_exhausted'),
  ended: finalRow('not_enrolled'),
}

export function moveOtpRequest(
  state: OtpRequestState,
  event: OtpRequestEvent,
): Transition<OtpRequestState, OtpRequestRefusal> {
  return table[state][event]
}

function finalRow(reason: OtpRequestRefusal): Row {
  const refused = refuseFor(reason)
  return { use: refused, expire: refused, supersede: refused, exhaust: refused, end: refused }
}
