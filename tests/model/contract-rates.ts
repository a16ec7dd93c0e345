import { STEP_MS, type World } from './world.ts'

/** `either`: the contract does not say how a window's edge is cut, and the two readings of it differ. */
export type Standing = 'free' | 'refused' | 'either'

export type Source = { clientId: string; terminalId: string; requesterId: string | null }

export function keysOf({ clientId, terminalId, requesterId }: Source): string[] {
  const terminal = `${clientId} terminal ${terminalId}`
  return requesterId === null ? [terminal] : [terminal, `${clientId} requester ${requesterId}`]
}

/** §6: a terminal or requester with so many counted wrong tries in the window, these most of its tries, is refused. */
export function standingOf(world: World, source: Source): Standing {
  const sinceMs = world.nowMs - world.policy.wrongRateWindowSeconds * 1000
  const wholeMinutes = (atMs: number): number => Math.floor(atMs / STEP_MS) * STEP_MS
  const toTheInstant = keysOf(source).some((key) => isOver(world, key, (atMs) => atMs > sinceMs))
  const byMinutes = keysOf(source).some((key) => isOver(world, key, (atMs) => wholeMinutes(atMs) > sinceMs))
  if (toTheInstant !== byMinutes) return 'either'
  return toTheInstant ? 'refused' : 'free'
}

function isOver({ tries, policy }: World, key: string, isWithin: (atMs: number) => boolean): boolean {
  const own = tries.filter((one) => one.key === key && isWithin(one.atMs))
  const counted = own.filter((one) => one.counted).length
  return counted >= policy.wrongRateTriesMin && counted * 100 >= own.length * policy.wrongRateSharePercent
}

export function noteTry(world: World, source: Source, counted: boolean): void {
  for (const key of keysOf(source)) world.tries.push({ key, atMs: world.nowMs, counted })
}

/** Who is over the presses of a minute: a merchant counts as its terminals do. */
export function notePress(world: World, { clientId, terminalId, requesterId }: Source, merchantId: string): string[] {
  const { policy, nowMs } = world
  const minuteMs = Math.floor(nowMs / STEP_MS) * STEP_MS
  const counted: [reason: string, key: string | null, most: number][] = [
    ['terminal_rate', `terminal ${terminalId}`, policy.otpRequestsPerTerminalPerMinuteMax],
    ['terminal_rate', `merchant ${merchantId}`, policy.otpRequestsPerMerchantPerMinuteMax],
    ['requester_rate', requesterId && `requester ${requesterId}`, policy.otpRequestsPerRequesterPerMinuteMax],
  ]
  return counted.flatMap(([reason, name, most]) => {
    if (name === null) return []
    const key = `${clientId} ${name}`
    const before = world.presses.filter((one) => one.key === key && one.atMs >= minuteMs).length
    world.presses.push({ key, atMs: nowMs, counted: false })
    return before >= most ? [reason] : []
  })
}
