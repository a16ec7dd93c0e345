import { describe, expect, test } from 'vitest'
import type { VerificationReason } from '#domain/reason/reason.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import { binding, makeFacts, makeGuard, makeRequest, noonMs } from '#domain/verification/verification-facts.fixture.ts'
import type { TransactionBinding, VerificationFacts } from '#domain/verification/verification-types.ts'

const right = makeRequest({ codeMatches: true })
const other: TransactionBinding = { ...binding, merchantId: 'M-2' }

describe('a right SMS code', () => {
  test('is accepted once, for its transaction, and is used up', () => {
    const decision = decideVerification(makeFacts({ otpRequests: [right], namedOtpRequestId: right.id }))
    expect(decision).toMatchObject({
      outcome: 'accepted',
      reason: 'accepted',
      method: 'sms',
      enrollmentId: 'sms-1',
      otpRequestId: right.id,
      attemptsLeft: null,
      counted: false,
    })
    expect(decision.patch.otpRequests).toEqual([{ id: right.id, triesDelta: 0, state: 'used' }])
  })

  test('is a mismatch where the call carries no transaction, as at an ATM', () => {
    const decision = decideVerification(makeFacts({ otpRequests: [right], presented: null }))
    expect(decision).toMatchObject({ outcome: 'rejected', reason: 'process_type_mismatch' })
    expect(decision.details).toEqual({})
  })

  test('is expired once its request is marked so, a second late at least', () => {
    const request = makeRequest({ codeMatches: true, state: 'expired' })
    const { reason, details } = decideVerification(makeFacts({ otpRequests: [request] }))
    expect([reason, details]).toEqual(['code_expired', { secondsLate: 1 }])
  })

  test('of an enrollment that is not the card’s is not enrolled', () => {
    for (const enrollmentId of ['sms-2', null]) {
      const request = makeRequest({ codeMatches: true, enrollmentId })
      expect(decideVerification(makeFacts({ otpRequests: [request] })).reason).toBe('not_enrolled')
    }
  })

  test('is never accepted for a card the bank does not know', () => {
    const guard = makeGuard({ cardStatus: 'unknown' })
    const decision = decideVerification(makeFacts({ guard, otpRequests: [right] }))
    expect(decision).toMatchObject({ reason: 'card_unknown', enrollmentId: null, otpRequestId: null, counted: true })
  })

  test('that two live requests share uses up the later one', () => {
    const later = makeRequest({ id: 'later', codeMatches: true, requestedAtMs: noonMs - 1 })
    expect(decideVerification(makeFacts({ otpRequests: [right, later] })).otpRequestId).toBe('later')
  })

  test('is found without being named, and when another request or a foreign one is named', () => {
    const live = makeRequest({ id: 'request-2' })
    for (const namedOtpRequestId of [null, 'request-2', 'foreign'])
      expect(decideVerification(makeFacts({ otpRequests: [live, right], namedOtpRequestId })).otpRequestId).toBe(
        right.id,
      )
  })

  test.each([
    { lateMs: -1, reason: 'accepted', secondsLate: undefined },
    { lateMs: 0, reason: 'code_expired', secondsLate: 1 },
    { lateMs: 1_001, reason: 'code_expired', secondsLate: 2 },
    { lateMs: 13_000, reason: 'code_expired', secondsLate: 13 },
  ])('is $reason $lateMs ms after its validity ends', ({ lateMs, reason, secondsLate }) => {
    const request = makeRequest({ codeMatches: true, requestedAtMs: noonMs - 120_000 - lateMs })
    const decision = decideVerification(makeFacts({ otpRequests: [request] }))
    expect(decision.reason).toBe(reason)
    expect(decision.details.secondsLate).toBe(secondsLate)
  })

  test('supersedes live requests with the same binding, and leaves those with another', () => {
    const twin = makeRequest({ id: 'twin' })
    const stranger = makeRequest({ id: 'stranger', binding: other })
    const dead = makeRequest({ id: 'dead', state: 'exhausted', tries: 3 })
    const { patch } = decideVerification(makeFacts({ otpRequests: [right, twin, stranger, dead] }))
    expect(patch.otpRequests).toEqual([
      { id: right.id, triesDelta: 0, state: 'used' },
      { id: 'twin', triesDelta: 0, state: 'superseded' },
    ])
  })

  const forbidden: [VerificationReason, Partial<VerificationFacts>][] = [
    ['card_blocked', { guard: makeGuard({ cardStatus: 'blocked' }) }],
    ['card_expired', { guard: makeGuard({ cardExpiresAtMs: noonMs }) }],
    ['enrollment_suspended', { guard: makeGuard({ suspended: true }) }],
    ['enrollment_suspended', { enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'suspended' }] }],
  ]
  test.each(forbidden)('is answered %s and stays unused where the bank does not permit it', (reason, changes) => {
    const decision = decideVerification(makeFacts({ ...changes, otpRequests: [right] }))
    expect(decision).toMatchObject({ outcome: 'rejected', reason, method: 'sms', counted: false })
    expect(decision.patch).toEqual({ guard: null, otpRequests: [], appBinding: null })
  })
  test.each(forbidden)('%s is never told to a wrong code', (_reason, changes) => {
    const { reason, counted } = decideVerification(makeFacts({ ...changes, otpRequests: [makeRequest()] }))
    expect([publicAnswers[reason].reason, counted]).toEqual(['invalid_code', true])
  })

  test('of a deactivated SMS enrollment, or an ended request, is not enrolled and counts', () => {
    const enrollments = [{ enrollmentId: 'sms-1', method: 'sms', status: 'deactivated' }] as const
    const ended = makeRequest({ codeMatches: true, state: 'ended' })
    for (const facts of [makeFacts({ enrollments, otpRequests: [right] }), makeFacts({ otpRequests: [ended] })])
      expect(decideVerification(facts)).toMatchObject({ reason: 'not_enrolled', method: null, counted: true })
  })
  test.each([
    ['code_superseded', { state: 'superseded' }],
    ['code_expired', { requestedAtMs: noonMs - 120_000 }],
    ['code_attempts_exhausted', { state: 'exhausted', tries: 3 }],
  ] as const)('that was dead before its enrollment ended is %s all the same', (reason, changes) => {
    const facts = makeFacts({ enrollments: [], otpRequests: [makeRequest({ ...changes, codeMatches: true })] })
    expect(decideVerification(facts)).toMatchObject({ reason, counted: false })
  })
})

describe('which of several holds', () => {
  const expiredAtMs = noonMs - 300_000
  const ladder: [VerificationReason, Parameters<typeof makeRequest>[0]][] = [
    ['accepted', {}],
    ['code_already_used', { state: 'used', requestedAtMs: expiredAtMs }],
    ['not_enrolled', { state: 'ended', requestedAtMs: expiredAtMs }],
    ['code_superseded', { state: 'superseded', requestedAtMs: expiredAtMs }],
    ['code_expired', { state: 'exhausted', tries: 3, requestedAtMs: expiredAtMs }],
    ['code_attempts_exhausted', { state: 'exhausted', tries: 3 }],
    ['process_type_mismatch', { binding: { ...other, processType: 'charge', amount: 1 } }],
    ['payee_mismatch', { binding: { ...other, amount: 1 } }],
    ['amount_mismatch', { binding: { ...binding, amount: 1 } }],
  ]
  const requests = ladder.map(([reason, changes]) => makeRequest({ ...changes, id: reason, codeMatches: true }))

  test.each(ladder)('%s goes before all below it', (reason) => {
    const from = requests.findIndex(({ id }) => id === reason)
    const otpRequests = requests.slice(from).reverse()
    expect(decideVerification(makeFacts({ otpRequests }))).toMatchObject({ reason, otpRequestId: reason })
  })
  test.each(ladder)('%s is what the named request says, whatever others hold', (reason) => {
    expect(decideVerification(makeFacts({ otpRequests: requests, namedOtpRequestId: reason })).reason).toBe(reason)
  })
  test('the answer names the method only for what it admits to recognise', () => {
    const methods = ladder.map(([reason]) => {
      const decision = decideVerification(makeFacts({ otpRequests: requests, namedOtpRequestId: reason }))
      return decision.method
    })
    const superseded = decideVerification(makeFacts({ otpRequests: requests, namedOtpRequestId: 'code_superseded' }))
    expect(superseded.details).toEqual({})
    expect(methods).toEqual(['sms', null, null, 'sms', 'sms', null, 'sms', 'sms', 'sms'])
  })
})

describe('a mismatch', () => {
  const fields: [VerificationReason, Partial<TransactionBinding>][] = [
    ['process_type_mismatch', { processType: 'charge' }],
    ['payee_mismatch', { merchantId: 'M-2' }],
    ['payee_mismatch', { terminalId: 'T-2' }],
    ['payee_mismatch', { accountKey: 'card:6037' }],
    ['amount_mismatch', { amount: 1_250_001 }],
    ['amount_mismatch', { amount: null }],
  ]
  test.each(fields)('%s costs one try, does not consume, does not count, and shows both sides', (reason, change) => {
    const presented = { ...binding, ...change }
    const decision = decideVerification(makeFacts({ presented, otpRequests: [right], namedOtpRequestId: right.id }))
    expect(decision).toMatchObject({ reason, counted: false, attemptsLeft: 2, method: 'sms' })
    expect(decision.details).toEqual({ asked: binding, presented })
    expect(decision.patch).toEqual({ guard: null, otpRequests: [{ id: right.id, triesDelta: 1 }], appBinding: null })
  })
  test('that takes the last try exhausts the request', () => {
    const request = makeRequest({ codeMatches: true, tries: 2 })
    const decision = decideVerification(makeFacts({ presented: other, otpRequests: [request] }))
    expect(decision.patch.otpRequests).toEqual([{ id: request.id, triesDelta: 1, state: 'exhausted' }])
  })
})

describe('a wrong code', () => {
  const a = makeRequest({ id: 'a' })
  const b = makeRequest({ id: 'b' })
  const elsewhere = makeRequest({ id: 'elsewhere', binding: other })
  const dead = makeRequest({ id: 'dead', requestedAtMs: noonMs - 120_000 })
  const suppressed = makeRequest({ id: 'suppressed', state: 'suppressed', tries: 2, enrollmentId: null })
  const spent = makeRequest({ id: 'spent', state: 'suppressed', tries: 3, enrollmentId: null })
  const otpRequests = [a, b, elsewhere, dead, suppressed, spent]

  test.each([
    { named: 'a', costs: ['a'], attemptsLeft: 2 },
    { named: 'elsewhere', costs: ['elsewhere'], attemptsLeft: 2 },
    { named: 'suppressed', costs: ['suppressed'], attemptsLeft: 0 },
    { named: null, costs: ['a', 'b', 'suppressed'], attemptsLeft: null },
    { named: 'foreign', costs: ['a', 'b', 'suppressed'], attemptsLeft: null },
    { named: 'dead', costs: ['a', 'b', 'suppressed'], attemptsLeft: 3 },
    { named: 'spent', costs: ['a', 'b', 'suppressed'], attemptsLeft: 0 },
  ])('naming $named costs $costs a try and leaves $attemptsLeft', ({ named, costs, attemptsLeft }) => {
    const decision = decideVerification(makeFacts({ otpRequests, namedOtpRequestId: named }))
    expect(decision).toMatchObject({ reason: 'code_mismatch', attemptsLeft, method: null, counted: true })
    expect(decision.patch.otpRequests.map(({ id, triesDelta }) => [id, triesDelta])).toEqual(costs.map((id) => [id, 1]))
  })

  test.each([
    ['b', 'b'],
    ['dead', 'dead'],
    ['foreign', null],
    [null, null],
  ])('that names %s is kept beside the request %s', (named, otpRequestId) => {
    const enrollments = [{ enrollmentId: 'app-1', method: 'app', status: 'active' }] as const
    const facts = makeFacts({ otpRequests, namedOtpRequestId: named, enrollments })
    expect(decideVerification(facts)).toMatchObject({
      otpRequestId,
      enrollmentId: null,
      activationId: null,
      deviceId: null,
    })
  })

  test('counts three, two, one, none left; the right code is then locked out of that request', () => {
    const lefts = [0, 1, 2].map((tries) => {
      const facts = makeFacts({ otpRequests: [makeRequest({ tries })], namedOtpRequestId: 'request-1' })
      return decideVerification(facts).attemptsLeft
    })
    expect(lefts).toEqual([2, 1, 0])
    const exhausted = makeRequest({ tries: 3, state: 'exhausted', codeMatches: true })
    expect(decideVerification(makeFacts({ otpRequests: [exhausted], namedOtpRequestId: exhausted.id }))).toMatchObject({
      reason: 'code_attempts_exhausted',
      attemptsLeft: null,
      counted: false,
    })
  })

  test('at an ATM, where no transaction is presented, costs no request a try', () => {
    expect(decideVerification(makeFacts({ otpRequests, presented: null })).patch.otpRequests).toEqual([])
  })

  test('a suppressed request keeps its state when its tries are over', () => {
    const { patch } = decideVerification(makeFacts({ otpRequests: [suppressed] }))
    expect(patch.otpRequests).toEqual([{ id: 'suppressed', triesDelta: 1 }])
  })
})
