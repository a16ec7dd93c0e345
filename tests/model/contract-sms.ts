/** One message as the phone and the provider know it. Nothing is sent after `notAfterMs`; statuses only move forward. */
export type Sms = {
  id: string
  text: string
  notAfterMs: number
  state: 'queued' | 'accepted' | 'delivered' | 'failed' | 'rejected' | 'expired'
  isWaiting: boolean
  /** The provider took it, and answered with an id of its own. */
  isTaken: boolean
  dueMs: number
  attempts: number
  contrary: number
}
export type SmsWorld = { nowMs: number; messages: Sms[]; early: Report[]; reach: (what: string) => void }
export type ProviderMood = 'accepts' | 'rejects' | 'is down'

const WAITS_SECONDS = [1, 2, 5, 15, 60]

/** One pass of the worker: the texts that the provider must be handed, each once, in no order. */
export function sendDue(world: SmsWorld, mood: ProviderMood): string[] {
  const due = world.messages.filter((own) => own.isWaiting && own.dueMs <= world.nowMs)
  const inTime = due.filter((own) => world.nowMs < own.notAfterMs)
  for (const own of due) {
    own.attempts += 1
    if (!inTime.includes(own)) settle(world, own, 'expired')
    else if (mood === 'accepts') settle(world, own, 'accepted')
    else if (mood === 'rejects') settle(world, own, 'rejected')
    else {
      own.dueMs = world.nowMs + (WAITS_SECONDS[Math.min(own.attempts, WAITS_SECONDS.length) - 1] ?? 60) * 1000
      world.reach('postponed')
    }
  }
  return inTime.map(({ text }) => text)
}

function settle(world: SmsWorld, own: Sms, state: Sms['state']): void {
  own.state = state
  own.isWaiting = false
  own.isTaken = state === 'accepted'
  world.reach(`sent: ${state}`)
  if (own.isTaken) applyEarly(world, own)
}

/** §7: what was reported before the id was known is applied in the order of arrival. */
function applyEarly(world: SmsWorld, own: Sms): void {
  const ofIt = world.early.filter(({ id }) => id === own.id)
  world.early = world.early.filter(({ id }) => id !== own.id)
  for (const { status } of ofIt) if (applyTo(world, own, status)) world.reach('early report')
}

export type Report = { id: string; status: 'delivered' | 'failed' | 'expired' | 'rejected' }

/** The first report ends an accepted message; a later contrary one is recorded, not applied. */
function applyTo(world: SmsWorld, own: Sms, status: Report['status']): boolean {
  if (own.state === 'accepted') {
    own.state = status
    return true
  }
  if (own.state !== status) {
    own.contrary = Math.min(own.contrary + 1, 20)
    world.reach('contrary report')
  }
  return false
}

/** §7: a report of no message that is known yet is kept, the first of each status. */
export function report(world: SmsWorld, reports: readonly Report[]): { applied: number; unknown: number } {
  const answer = { applied: 0, unknown: 0 }
  for (const { id, status } of reports) {
    const own = world.messages.find((message) => message.id === id && message.isTaken)
    if (own) answer.applied += applyTo(world, own, status) ? 1 : 0
    else {
      answer.unknown += 1
      if (!world.early.some((kept) => kept.id === id && kept.status === status)) world.early.push({ id, status })
    }
  }
  return answer
}
