import { expect, test } from 'vitest'
import { checkHistory } from './check-history.ts'
import { answerText, goodRun, nowMs, type Run } from './good-run.fixture.ts'
import type { Attempt, VerificationRow } from './history.ts'

const kindsIn = ({ history, tables }: Run): string[] => [
  ...new Set(checkHistory(history, tables).map(({ kind }) => kind)),
]

function rowOf({ tables }: Run, at: number): VerificationRow {
  const row = tables.verifications[at]
  if (!row) throw new RangeError('no such row')
  return row
}

function attemptOf({ history }: Run, at: number): Attempt {
  const attempt = history.attempts[at]
  if (!attempt) throw new RangeError('no such attempt')
  return attempt
}

/** Forgets a presentation's row, as if the database had lost it. */
function loseRow({ tables }: Run, at: number): void {
  tables.verifications = tables.verifications.filter(({ id }) => id !== `row-${at}`)
  tables.outcomes = tables.outcomes.filter(({ requestId }) => requestId !== `request-${at}`)
}

test('nothing is found in a history in which nothing is wrong', () => {
  const { history, tables } = goodRun()
  expect(checkHistory(history, tables)).toEqual([])
})

test('an answer that was lost may as well stand for something that never happened', () => {
  const run = goodRun()
  loseRow(run, 4)
  const [guard] = run.tables.guards
  const [, second] = run.tables.otpRequests
  if (guard) guard.version = 7
  const [source] = guard?.counters.sources ?? []
  if (source) source.goodAtMs = nowMs + 3
  if (second) second.state = 'sent'
  run.history.looks.pop()
  expect(kindsIn(run)).toEqual([])
})

test('503 and 429 are answers that say nothing', () => {
  const run = goodRun()
  const busy = { client: 0, server: 1, endedSeq: 90, text: '{}' }
  run.history.attempts.push({ requestId: 'request-0', beganSeq: 88, status: 503, ...busy })
  run.history.attempts.push({ requestId: 'request-1', beganSeq: 89, status: 429, ...busy })
  expect(kindsIn(run)).toEqual([])
})

const spoiled: [name: string, kind: string, spoil: (run: Run) => void][] = [
  [
    'a code accepted twice by rows',
    'code_accepted_twice',
    (run) =>
      Object.assign(rowOf(run, 1), { outcome: 'accepted', reason: 'accepted', method: 'sms', responseCode: '00' }),
  ],
  [
    'a code accepted twice by answers, one of whose rows the database lost',
    'code_accepted_twice',
    (run) => {
      attemptOf(run, 1).text = answerText(0).replace('row-0', 'row-1')
      loseRow(run, 1)
    },
  ],
  [
    'an app code accepted twice',
    'code_accepted_twice',
    (run) => {
      const key = run.history.presentations.get('request-3')?.codeKey ?? null
      Object.assign(run.history.presentations.get('request-4') ?? {}, { codeKey: key })
      Object.assign(rowOf(run, 4), { method: 'app', otpRequestId: null, activationId: 'app-1' })
    },
  ],
  ['an acknowledged acceptance that is not in the log', 'acceptance_without_row', (run) => loseRow(run, 0)],
  ['an acknowledged refusal that is not in the log', 'acknowledged_row_lost', (run) => loseRow(run, 2)],
  [
    'a row that says another outcome than was answered',
    'row_contradicts_answer',
    (run) => {
      attemptOf(run, 1).text = answerText(1).replace('"rejected"', '"accepted"')
    },
  ],
  [
    'a row of another class of reasons than was answered',
    'row_contradicts_answer',
    (run) => {
      attemptOf(run, 2).text = answerText(2).replace('invalid_code', 'expired')
    },
  ],
  [
    'an answer about another card',
    'row_contradicts_answer',
    (run) => Object.assign(run.history.presentations.get('request-2') ?? {}, { guardId: 'guard-2' }),
  ],
  [
    'an answer that is not repeated byte for byte',
    'answer_changed',
    (run) => run.history.attempts.push({ ...attemptOf(run, 0), text: ` ${answerText(0)}` }),
  ],
  ['an answer outside the contract', 'unexpected_answer', (run) => Object.assign(attemptOf(run, 4), { status: 500 })],
  [
    'an acceptance of a code that was not the one presented',
    'accepted_unpresented',
    (run) => Object.assign(run.history.presentations.get('request-4') ?? {}, { codeKey: null }),
  ],
  ['a row that no request stands for', 'row_without_request', (run) => run.tables.outcomes.pop()],
  ['a row twice', 'row_twice', (run) => run.tables.verifications.push({ ...rowOf(run, 2) })],
  [
    'a second row for one request',
    'row_without_request',
    (run) => run.tables.verifications.push({ ...rowOf(run, 2), id: 'row-2b', xid: 200 }),
  ],
  ['a stored answer without its row', 'stored_answer_without_row', (run) => run.tables.verifications.splice(4, 1)],
  [
    'one row for two requests',
    'row_of_two_requests',
    (run) => run.tables.outcomes.unshift({ requestId: 'request-4', status: 200, verificationId: 'row-0' }),
  ],
  [
    'the stored answer of a request that nobody sent',
    'request_never_sent',
    (run) => run.history.presentations.delete('request-4'),
  ],
  [
    'a stored answer that is not the one given',
    'stored_answer_differs',
    (run) => {
      attemptOf(run, 1).text = answerText(1).replace('row-1', 'row-2')
    },
  ],
  [
    'a verdict committed before one that was answered before it was asked for',
    'order_reversed',
    (run) => Object.assign(rowOf(run, 0), { xid: 300 }),
  ],
  [
    'a code accepted once more after its acceptance was acknowledged',
    'accepted_after_acknowledged',
    (run) => Object.assign(rowOf(run, 1), { outcome: 'accepted', reason: 'accepted', method: 'sms' }),
  ],
  [
    'a time step that went back',
    'time_step_went_back',
    (run) => {
      const earlier = `app app-1 ${Math.floor(nowMs / 60_000) - 1}`
      Object.assign(run.history.presentations.get('request-4') ?? {}, { codeKey: earlier })
      Object.assign(rowOf(run, 4), { method: 'app', otpRequestId: null, activationId: 'app-1' })
    },
  ],
  ['a guard that is gone', 'guard_lost', (run) => run.tables.guards.pop()],
  [
    'a verdict that did not move its guard',
    'version_differs',
    (run) => Object.assign(run.tables.guards[0] ?? {}, { version: 7 }),
  ],
  [
    'a wrong try counted twice',
    'wrong_try_miscounted',
    (run) => Object.assign(run.tables.guards[0]?.counters ?? {}, { dayCount: 2 }),
  ],
  [
    'a wrong try not counted',
    'wrong_try_miscounted',
    (run) => Object.assign(run.tables.guards[0]?.counters ?? {}, { dayCount: 0 }),
  ],
  [
    'a counter that the rows do not explain',
    'guard_differs',
    (run) => Object.assign(run.tables.guards[0]?.counters ?? {}, { runCount: 1 }),
  ],
  [
    'a verdict that the rules would not have come to',
    'decision_differs',
    (run) => Object.assign(rowOf(run, 1), { reason: 'code_mismatch', counted: true }),
  ],
  [
    'a code that was used and is not marked so',
    'otp_request_differs',
    (run) => Object.assign(run.tables.otpRequests[0] ?? {}, { state: 'sent' }),
  ],
  [
    'a try that the request was not charged',
    'otp_request_differs',
    (run) => Object.assign(run.tables.otpRequests[1] ?? {}, { tries: 0 }),
  ],
  [
    'a used-up time step that is not kept',
    'activation_differs',
    (run) => Object.assign(run.tables.activations[0] ?? {}, { lastTimeStep: null }),
  ],
  [
    'a version seen to go back',
    'counter_went_back',
    (run) => Object.assign(run.history.looks[0] ?? {}, { version: 9 }),
  ],
  [
    'a time step seen to go back',
    'counter_went_back',
    (run) => Object.assign(run.history.looks[0] ?? {}, { lastTimeStep: Math.ceil(nowMs / 60_000) }),
  ],
  [
    'counters seen to move without their version',
    'counter_moved_without_version',
    (run) => Object.assign(run.history.looks[0] ?? {}, { version: 8 }),
  ],
  [
    'a state seen that the rows do not lead through',
    'look_unexplained',
    (run) => Object.assign(run.history.looks[0]?.counters ?? {}, { heldCount: 4 }),
  ],
]

test.each(spoiled)('%s is found as %s', (_, kind, spoil) => {
  const run = goodRun()
  spoil(run)
  expect(kindsIn(run)).toContain(kind)
})

test('rows of one commit may have been decided in any order that the rules allow', () => {
  const run = goodRun()
  for (const row of run.tables.verifications) row.xid = 100
  run.tables.verifications.reverse()
  expect(kindsIn(run)).toEqual([])
})
