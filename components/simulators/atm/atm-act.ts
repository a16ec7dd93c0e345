import type { Refusal } from '../refusal.ts'

export type PinKind = 'first' | 'second'

/** What a customer does at the ATM once the card is in and its static first PIN was right. */
export type AtmAct =
  | { act: 'enable-sms'; pan: string }
  | { act: 'issue-token'; pan: string; pinKind: PinKind; mobile: string }
  | { act: 'deactivate'; pan: string }
  | { act: 'withdraw'; pan: string; amountRials: number; code: string }

export type AtmOutcome =
  | { kind: 'sms-enabled'; already: boolean; mobile: string }
  | { kind: 'token-issued'; pinKind: PinKind; mobile: string; receiptPart: string; expiresAtMs: number }
  | { kind: 'deactivated'; ended: { pinKind: PinKind; method: 'sms' | 'app' }[] }
  | { kind: 'withdrawn'; amountRials: number }
  | { kind: 'code-refused'; reason: string; responseCode: string }
  | { kind: 'refused'; refusal: Refusal }

export type AtmAnswer = { outcome: AtmOutcome; atMs: number }
export type PerformAtmAct = (act: AtmAct) => Promise<AtmAnswer>
