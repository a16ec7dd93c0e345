import { openGuard } from '#domain/guard/guard.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import type {
  AppBindingFacts,
  GuardFacts,
  OtpRequestFacts,
  TransactionBinding,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'

/** 1405/03/11, 15:30 in Tehran. */
export const noonMs = Date.UTC(2026, 5, 1, 12, 0, 0)

export const binding: TransactionBinding = {
  processType: 'purchase',
  amount: 1_250_000,
  merchantId: 'M-1',
  terminalId: 'T-1',
  accountKey: null,
}

export function makeGuard(changes: Partial<GuardFacts> = {}): GuardFacts {
  return { ...openGuard, cardStatus: 'active', cardExpiresAtMs: null, suspended: false, ...changes }
}

export function makeRequest(changes: Partial<OtpRequestFacts> = {}): OtpRequestFacts {
  const requestedAtMs = changes.requestedAtMs ?? noonMs - 30_000
  return {
    id: 'request-1',
    enrollmentId: 'sms-1',
    requestedAtMs,
    expiresAtMs: requestedAtMs + 120_000,
    state: 'sent',
    tries: 0,
    hasCode: true,
    codeMatches: false,
    binding,
    ...changes,
  }
}

export function makeBinding(changes: Partial<AppBindingFacts> = {}): AppBindingFacts {
  return {
    activationId: 'activation-1',
    enrollmentId: 'app-1',
    deviceId: 'device-1',
    status: 'active',
    endedReason: null,
    lastTimeStep: null,
    driftSteps: 0,
    driftRun: 0,
    matchedStep: null,
    ...changes,
  }
}

/** A card with SMS and app active, no request and no matching code; `changes` say the rest. */
export function makeFacts(changes: Partial<VerificationFacts> = {}): VerificationFacts {
  const nowMs = changes.nowMs ?? noonMs
  return {
    nowMs,
    currentTimeStep: Math.floor(nowMs / 60_000),
    pinKind: 'second',
    source: null,
    codeWellFormed: true,
    presented: binding,
    namedOtpRequestId: null,
    guard: makeGuard(),
    enrollments: [
      { enrollmentId: 'sms-1', method: 'sms', status: 'active' },
      { enrollmentId: 'app-1', method: 'app', status: 'active' },
    ],
    otpRequests: [],
    appBindings: [],
    otherPinKindMatches: false,
    policy: defaultPolicy,
    ...changes,
  }
}
