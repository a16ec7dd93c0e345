import type { TokenIssueFacts } from '#domain/activation/decide-activation-token-issue.ts'
import { tehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { countInstallations, expireOverdueToken, listTokens } from '#server/activation-tokens/repository.ts'
import type { Transaction } from '#server/database.ts'
import type { EnrollmentRow } from '#server/enrollments/repository.ts'
import { isSuspended } from '#server/guards/suspension-repository.ts'
import type { ChannelServices } from '#server/services.ts'

export type TokenSubject = {
  nowMs: number
  card: {
    cardId: string
    cardStatus: 'active' | 'blocked'
    expiresAtMs: number
    mobile: string | null
    coolingOffUntilMs: number | null
  }
  pinKind: PinKind
  enrollment: Pick<EnrollmentRow, 'id' | 'method' | 'status'> | null
}

/** What a token's issue is decided from, read while the card's guards are held. */
export async function loadTokenFacts(
  tx: Transaction,
  services: ChannelServices,
  { nowMs, card, pinKind, enrollment }: TokenSubject,
): Promise<TokenIssueFacts> {
  const dayStartMs = tehranMidnightMs(nowMs)
  if (enrollment) await expireOverdueToken(tx, enrollment.id, nowMs)
  const tokens = enrollment ? await listTokens(tx, enrollment.id, dayStartMs) : []
  return {
    nowMs,
    cardStatus: card.cardStatus,
    cardExpiresAtMs: card.expiresAtMs,
    mobile: card.mobile,
    coolingOffUntilMs: card.coolingOffUntilMs,
    installationsOnMobile: card.mobile === null ? 0 : await countInstallations(tx, card.mobile),
    suspended: await isSuspended(tx, { cardId: card.cardId, pinKind }),
    enrollment: enrollment && { enrollmentId: enrollment.id, method: enrollment.method, status: enrollment.status },
    liveToken: tokens.find(({ status }) => status === 'issued') ?? null,
    issuedToday: tokens.filter(({ issuedAtMs }) => issuedAtMs >= dayStartMs),
    policy: services.policy(),
  }
}
