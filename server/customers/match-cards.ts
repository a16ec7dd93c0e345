import { readLock } from '#domain/guard/guard.ts'
import type { LockedNow, PinKind } from '#domain/verification/verification-types.ts'
import type { DeskEnrollmentRow, DeskPinRow, Method } from '#server/customers/desk-repository.ts'

export type DeskLock = LockedNow
export type DeskEnrollment = DeskEnrollmentRow
export type DeskPin = {
  pinKind: PinKind
  suspendedAtMs: number | null
  lock: DeskLock | null
  lastUse: { atMs: number; method: Method | null } | null
  sms: DeskEnrollment | null
  app: DeskEnrollment | null
}
export type DeskCard = {
  id: string
  bin: string
  last4: string
  status: 'active' | 'blocked'
  expiresAtMs: number
  pins: DeskPin[]
}

type Rows = { pins: readonly DeskPinRow[]; enrollments: readonly DeskEnrollmentRow[]; nowMs: number }

/** Cards in their order, each with its second PIN first, as customers ask about it. */
export function matchCards({ pins, enrollments, nowMs }: Rows): DeskCard[] {
  const cards = new Map<string, DeskCard>()
  for (const row of pins) {
    const { cardId: id, bin, last4, cardStatus: status, expiresAtMs } = row
    const card = cards.get(id) ?? { id, bin, last4, status, expiresAtMs, pins: [] }
    cards.set(id, card)
    const find = (method: Method): DeskEnrollment | null =>
      enrollments.find((each) => each.cardId === id && each.pinKind === row.pinKind && each.method === method) ?? null
    card.pins.push({
      pinKind: row.pinKind,
      suspendedAtMs: row.suspendedAtMs,
      lock: lockOf(row, nowMs),
      lastUse: row.lastUseAtMs === null ? null : { atMs: row.lastUseAtMs, method: row.lastUseMethod },
      sms: find('sms'),
      app: find('app'),
    })
  }
  return [...cards.values()]
}

function lockOf(row: DeskPinRow, nowMs: number): DeskLock | null {
  const { appClosedUntilMs, allClosedUntilMs, heldSinceMs, dayCount, heldCount } = row
  const counts = { runCount: 0, heldCount, dayCount, day: null, closingStep: 0, lastCountedAtMs: null, sources: [] }
  return readLock({ guard: { ...counts, appClosedUntilMs, allClosedUntilMs, heldSinceMs }, nowMs })
}
