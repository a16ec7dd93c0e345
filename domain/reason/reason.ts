import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import type { NextAct } from '#domain/reason/next-act.ts'
import type { PublicAnswer } from '#domain/reason/public-answer.ts'
import {
  type EventRow,
  type Family,
  families,
  reasonTable,
  type Severity,
  type VerificationRow,
} from '#domain/reason/reason-table.ts'

type Table = typeof reasonTable
type ReasonOf<F extends Family> = { [R in Reason]: F extends Table[R]['families'][number] ? R : never }[Reason]
type RankedBy<M extends 'sms' | 'app'> = { [R in Reason]: Table[R] extends Record<M, number> ? R : never }[Reason]

export type Reason = keyof Table
/** Why a verification ended as it did. */
export type VerificationReason = ReasonOf<'verification'>
export type OtpRequestReason = ReasonOf<'otpRequest'>
/** Why the button's press sent no code. */
export type SuppressionReason = Exclude<OtpRequestReason, 'sent'>
export type SmsReason = ReasonOf<'sms'>
export type RegistrationReason = ReasonOf<'registration'>
export type ActivationReason = ReasonOf<'activation'>
/** What can be said of a code that matches an OTP request, or an app. */
export type SmsMatchReason = RankedBy<'sms'>
export type AppMatchReason = RankedBy<'app'>

/** Every reason the code can write, once each: the keys of the catalogue. */
export const reasons = Object.keys(reasonTable) as readonly Reason[]
export const familyNames = Object.keys(families) as readonly Family[]
export const verificationReasons = listOf('verification')
export const suppressionReasons = listOf('otpRequest').filter((reason) => reason !== 'sent')

export function isReason(text: string): text is Reason {
  return Object.hasOwn(reasonTable, text)
}

export function isVerificationReason(text: string): text is VerificationReason {
  return isReason(text) && (verificationReasons as readonly Reason[]).includes(text)
}

/** What the channel answers for each fine reason, and whether the guard counts the try. */
export const publicAnswers = Object.fromEntries(
  verificationReasons.map((reason) => [reason, reasonTable[reason].answer]),
) as Readonly<Record<VerificationReason, PublicAnswer>>

/** The lower, the sooner it is told among codes that match. */
export function rankOf<M extends 'sms' | 'app'>(method: M, reason: RankedBy<M>): number {
  return (reasonTable[reason] as Record<M, number>)[method]
}

/** Where the catalogue lists a reason that several situations share: with the first of them. */
export function familyOf(reason: Reason): Family {
  return reasonTable[reason].families[0]
}

/** The act that answers a reason, or an honest word that none of the desk's does. */
export function nextActOf(reason: Reason): NextAct {
  return reasonTable[reason].next
}

export function severityOf(reason: VerificationReason): Severity {
  const row: VerificationRow = reasonTable[reason]
  return row.severity ?? 'refused'
}

/** What somebody most likely complains of who asks about a verification that ended so; the desk may have it otherwise. */
export function complaintKindOf(verificationReason: string): ComplaintKind {
  return findRow(verificationReason)?.complaint ?? families.verification.complaint
}

/** The same of an event with a reason. */
export function complaintKindOfEvent(reason: string): ComplaintKind {
  const row = findRow(reason)
  const family = row?.families.find((each) => each !== 'verification')
  if (row === undefined || family === undefined) return families.verification.complaint
  const isItsOwn = row.families[0] === family
  return (isItsOwn ? row.complaint : undefined) ?? families[family].complaint
}

function findRow(reason: string): VerificationRow | EventRow | undefined {
  return isReason(reason) ? reasonTable[reason] : undefined
}

function listOf<F extends Family>(family: F): readonly ReasonOf<F>[] {
  const isOf = (reason: Reason): reason is ReasonOf<F> =>
    (reasonTable[reason].families as readonly Family[]).includes(family)
  return reasons.filter(isOf)
}
