import type { Tone } from '#components/ui/status.tsx'
import { reasonOfAct } from '#domain/reason/event-reason.ts'
import type { TimelineEntry } from '#server/customers/read-timeline.ts'

/** The facts of an entry, as far as this entry has them. */
export type EntryFacts = {
  state?: string
  reason?: string | null
  overRateOf?: string | null
  outcome?: string | null
  payee?: string | null
  amountRials?: number | null
  processType?: string | null
  reference?: string
  last4?: string | null
  pinKind?: 'first' | 'second'
  method?: 'sms' | 'app' | null
  terminalId?: string
  template?: string
  notice?: string | null
  acceptedSeconds?: number | null
  /** Null: the provider named no id, so no report can name the message. */
  provider?: string | null
  endedSeconds?: number | null
  details?: EntryDetails
  action?: string
  actorName?: string
  branchName?: string | null
  proof?: string | null
  data?: EntryData
  complaintId?: string
  number?: number
  complaintKind?: string
  event?: string
  note?: string | null
  assignee?: string | null
  dueAtMs?: number | null
}
export type EntryDetails = {
  secondsLate?: number
  driftSteps?: number
  asked?: { amount: number | null }
  presented?: { amount: number | null }
}
export type EntryData = {
  last4?: string
  pinKind?: string
  method?: string
  terminalId?: string
  model?: string
  field?: string
  /** Of a request for a second person: for what. */
  act?: string
  /** The second person, of an act that needed one. */
  checkerName?: string
  /** Why the bank refused, from the catalogue. */
  reason?: string
}

export function factsOf(entry: TimelineEntry): EntryFacts {
  return entry.facts as EntryFacts
}

const goodActions = /\.(confirmed|opened|issued|reissued|redeemed|unlocked|unsuspended|registered)$/
const badActions = /\.(locked|suspended|blocked|exhausted|lapsed|refused)$/

export function toneOf(entry: TimelineEntry): Tone {
  const { outcome, state, action = '', event } = factsOf(entry)
  if (entry.kind === 'complaint') return event === 'closed' ? 'ok' : /opened$/.test(event ?? '') ? 'warn' : 'off'
  if (entry.kind === 'verification') return outcome === 'accepted' ? 'ok' : 'bad'
  if (entry.kind === 'otp_request') return state === 'suppressed' ? 'bad' : 'info'
  if (entry.kind === 'sms')
    return /failed|rejected|expired/.test(state ?? '') ? 'bad' : state === 'queued' ? 'warn' : 'off'
  return badActions.test(action) ? 'bad' : goodActions.test(action) ? 'ok' : 'off'
}

const SMS_SLOW_SECONDS = 60

/** Whether there is a "why" to open: a code not sent, an SMS that failed, is unheard of or was slow, a refusal, a closing. */
export function hasVerdict(entry: TimelineEntry): boolean {
  const { state = '', template, endedSeconds, action = '', data = {} } = factsOf(entry)
  if (entry.kind === 'otp_request') return state === 'suppressed'
  if (entry.kind === 'sms') {
    const isSlow = template === 'otp' && (endedSeconds ?? 0) > SMS_SLOW_SECONDS
    return state !== 'delivered' ? state !== 'queued' && template !== 'notice' : isSlow
  }
  return reasonOfAct(action, data) !== null
}
