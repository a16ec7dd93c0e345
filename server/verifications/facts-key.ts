import type { Policy } from '#domain/operator/policy.ts'
import { type ChannelKeys, guardIdOf, panFingerprint } from '#server/keys.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { FactsKey } from '#server/verifications/facts-repository.ts'
import type { PresentedCode } from '#server/verifications/presented-code.ts'

const ENDED_SHOWN_DAYS = 30

type KeyParts = { keys: ChannelKeys; policy: Policy; key: RequestKey; presented: PresentedCode }

/** What to look for in the database to decide one code: the PAN itself goes no further than this. */
export function factsKeyOf({ keys, policy, key, presented }: KeyParts): FactsKey {
  const { pan, pinKind, otpRequestId } = presented
  return {
    nowMs: key.nowMs,
    guardId: guardIdOf(keys, pan.reveal(), pinKind),
    otherGuardId: guardIdOf(keys, pan.reveal(), pinKind === 'first' ? 'second' : 'first'),
    panFingerprint: panFingerprint(keys, pan.reveal()),
    pinKind,
    otpRequestId,
    otpKeptSinceMs: key.nowMs - policy.otpRequestKeptHours * 3_600_000,
    endedSinceMs: key.nowMs - ENDED_SHOWN_DAYS * 86_400_000,
    clientId: key.clientId,
    requestId: key.requestId,
    clientRevision: key.clientRevision ?? null,
    outcomeKeptSinceMs: key.nowMs - key.keptSeconds * 1000,
  }
}
