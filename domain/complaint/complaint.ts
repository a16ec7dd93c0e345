import type { Role } from '#domain/operator/permission.ts'
import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'

/** What a customer comes with. */
export const complaintKinds = [
  'sms_not_received',
  'code_refused',
  'app_will_not_install',
  'app_or_sms_question',
  'atm_menu_missing',
  'not_me',
] as const
export type ComplaintKind = (typeof complaintKinds)[number]

/** What it came to; a complaint is closed with exactly one of these. */
export const complaintOutcomes = [
  'explained',
  'code_sent_again',
  'activated_anew',
  'device_replaced',
  'unlocked',
  'mobile_corrected',
  'fraud_reported',
  'bank_fault',
  'other_party_fault',
  'no_fault_found',
  'customer_withdrew',
] as const
export type ComplaintOutcome = (typeof complaintOutcomes)[number]

export const complaintStates = ['open', 'closed', 'reopened'] as const
export type ComplaintState = (typeof complaintStates)[number]
export const complaintEvents = ['note', 'assign', 'change_due', 'close', 'reopen'] as const
export type ComplaintEvent = (typeof complaintEvents)[number]
export type ComplaintRefusal = 'complaint_closed' | 'complaint_not_closed'

const closed = refuseFor('complaint_closed')
const notClosed = refuseFor('complaint_not_closed')

const table: TransitionTable<ComplaintState, ComplaintEvent, ComplaintRefusal> = {
  open: {
    note: moveTo('open'),
    assign: moveTo('open'),
    change_due: moveTo('open'),
    close: moveTo('closed'),
    reopen: notClosed,
  },
  closed: { note: moveTo('closed'), assign: closed, change_due: closed, close: closed, reopen: moveTo('reopened') },
  reopened: {
    note: moveTo('reopened'),
    assign: moveTo('reopened'),
    change_due: moveTo('reopened'),
    close: moveTo('closed'),
    reopen: notClosed,
  },
}

export function moveComplaint(
  state: ComplaintState,
  event: ComplaintEvent,
): Transition<ComplaintState, ComplaintRefusal> {
  return table[state][event]
}

/** Hours from opening, or reopening, to when it should be answered; the support line never closes, so all hours count. */
export const complaintDueHours: Readonly<Record<ComplaintKind, number>> = {
  not_me: 4,
  code_refused: 24,
  sms_not_received: 24,
  app_or_sms_question: 24,
  app_will_not_install: 48,
  atm_menu_missing: 72,
}

export function dueAtMsOf(kind: ComplaintKind, fromMs: number): number {
  return fromMs + complaintDueHours[kind] * 3_600_000
}

/** Kinds that somebody may bring whom the bank cannot name: questions about the app, not about a record. */
export const kindsWithoutCustomer: readonly ComplaintKind[] = ['app_will_not_install', 'app_or_sms_question']

/** Those who work on complaints; an auditor reads them, an administrator sees no customer. */
const workers: readonly Role[] = ['branch', 'support', 'fraud']

export function worksOnComplaints(role: Role): boolean {
  return workers.includes(role)
}
