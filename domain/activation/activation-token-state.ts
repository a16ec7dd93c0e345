import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'

/** `ended`: by deactivation or a change of the mobile, before it was confirmed. */
export type ActivationTokenStatus =
  | 'issued'
  | 'redeemed'
  | 'confirmed'
  | 'expired'
  | 'superseded'
  | 'exhausted'
  | 'lapsed'
  | 'ended'
export type ActivationTokenEvent = 'redeem' | 'confirm' | 'expire' | 'supersede' | 'exhaust' | 'lapse' | 'end'
export type ActivationTokenRefusal =
  | 'not_redeemed'
  | 'already_redeemed'
  | 'already_confirmed'
  | 'expired'
  | 'superseded'
  | 'attempts_exhausted'
  | 'lapsed'
  | 'ended'

type Row = TransitionTable<ActivationTokenStatus, ActivationTokenEvent, ActivationTokenRefusal>[ActivationTokenStatus]

const table: TransitionTable<ActivationTokenStatus, ActivationTokenEvent, ActivationTokenRefusal> = {
  issued: {
    redeem: moveTo('redeemed'),
    confirm: refuseFor('not_redeemed'),
    expire: moveTo('expired'),
    supersede: moveTo('superseded'),
    exhaust: moveTo('exhausted'),
    lapse: refuseFor('not_redeemed'),
    end: moveTo('ended'),
  },
  redeemed: {
    redeem: refuseFor('already_redeemed'),
    confirm: moveTo('confirmed'),
    expire: refuseFor('already_redeemed'),
    supersede: moveTo('superseded'),
    exhaust: moveTo('exhausted'),
    lapse: moveTo('lapsed'),
    end: moveTo('ended'),
  },
  confirmed: finalRow('already_confirmed'),
  expired: finalRow('expired'),
  superseded: finalRow('superseded'),
  exhausted: finalRow('attempts_exhausted'),
  lapsed: finalRow('lapsed'),
  ended: finalRow('ended'),
}

export function moveActivationToken(
  status: ActivationTokenStatus,
  event: ActivationTokenEvent,
): Transition<ActivationTokenStatus, ActivationTokenRefusal> {
  return table[status][event]
}

function finalRow(reason: ActivationTokenRefusal): Row {
  const refused = refuseFor(reason)
  return {
    redeem: refused,
    confirm: refused,
    expire: refused,
    supersede: refused,
    exhaust: refused,
    lapse: refused,
    end: refused,
  }
}
