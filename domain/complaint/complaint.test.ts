import { describe, expect, test } from 'vitest'
import {
  type ComplaintState,
  complaintDueHours,
  complaintEvents,
  complaintKinds,
  dueAtMsOf,
  kindsWithoutCustomer,
  moveComplaint,
  worksOnComplaints,
} from '#domain/complaint/complaint.ts'
import { grantOf, roles } from '#domain/operator/permission.ts'
import { complaintKindOf, complaintKindOfEvent, verificationReasons } from '#domain/reason/reason.ts'

describe(`a complaint, asked to ${complaintEvents.join(', ')}`, () => {
  const working = (state: ComplaintState) => [...Array(3).fill(`→ ${state}`), '→ closed', 'complaint_not_closed']
  const rows: Record<ComplaintState, string[]> = {
    open: working('open'),
    closed: ['→ closed', 'complaint_closed', 'complaint_closed', 'complaint_closed', '→ reopened'],
    reopened: working('reopened'),
  }
  test.each(Object.keys(rows) as ComplaintState[])('that is %s', (state) => {
    const row = complaintEvents.map((event) => {
      const move = moveComplaint(state, event)
      return move.outcome === 'moved' ? `→ ${move.state}` : move.reason
    })
    expect(row).toEqual(rows[state])
  })
})

test('a payment that the customer did not make is answered soonest', () => {
  for (const kind of complaintKinds) expect(complaintDueHours[kind]).toBeGreaterThanOrEqual(complaintDueHours.not_me)
  expect(dueAtMsOf('not_me', 1_000)).toBe(1_000 + 4 * 3_600_000)
})

test('only questions about the app may come from somebody whom the bank cannot name', () => {
  expect(kindsWithoutCustomer).toEqual(['app_will_not_install', 'app_or_sms_question'])
})

test('nobody works on complaints who may not see customers, and an auditor only reads', () => {
  for (const role of roles.filter(worksOnComplaints)) expect(grantOf(role, 'customer:read').answer).toBe('yes')
  expect(roles.filter(worksOnComplaints)).toEqual(['branch', 'support', 'fraud'])
})

test.each([
  ['accepted', 'not_me'],
  ['no_live_code', 'sms_not_received'],
  ['not_enrolled', 'app_or_sms_question'],
  ['code_expired', 'code_refused'],
  ['a reason of a later version', 'code_refused'],
])('a complaint about a verification that ended as %s begins as %s', (reason, kind) => {
  expect(complaintKindOf(reason)).toBe(kind)
})

test.each([
  ['sms_late', 'sms_not_received'],
  ['card_rate', 'sms_not_received'],
  ['cooling_off', 'sms_not_received'],
  ['token_expired', 'app_or_sms_question'],
  ['registration_code_wrong', 'app_or_sms_question'],
  ['signature_stale', 'code_refused'],
])('a complaint about an event of %s begins as %s', (reason, kind) => {
  expect(complaintKindOfEvent(reason)).toBe(kind)
})

test('every reason of a verification leads to a kind', () => {
  for (const reason of verificationReasons) expect(complaintKinds).toContain(complaintKindOf(reason))
})
