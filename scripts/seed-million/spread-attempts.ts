import { tehranInstantMs, tehranWallMs } from '#domain/calendar/tehran-time.ts'
import { DAY_MS } from '../../prisma/seed/world.ts'
import { mix, normal } from './mix-numbers.ts'
import { MONTHS, type Plan } from './plan-million.ts'

/** Share of a day's payments in each Tehran hour: a trough at night, peaks at noon and after supper. */
const hourWeights = [4, 2, 1, 1, 1, 2, 4, 8, 14, 20, 24, 26, 25, 22, 20, 20, 22, 24, 26, 28, 30, 28, 20, 10]
/** One customer of so many tries a thousand to ten thousand times: a shop's card, a reseller, a broken script. */
const BUSY_ONE_IN = 20_000
const SPREAD = 0.67

/**
 * The customer of each verification, in the order of time: half of the customers have a 1.25th of the mean or less,
 * a few have thousands. Only those with something enrolled have any.
 */
export function drawCustomers({ size, firstCard, hasSms, app }: Plan): Uint32Array {
  const isEnrolled = (customer: number): boolean => {
    for (let card = firstCard[customer] ?? 0; card < (firstCard[customer + 1] ?? 0); card++)
      if (hasSms[card] || app[card] === 1) return true
    return false
  }
  const enrolled = Uint32Array.from({ length: size.customers }, (_, place) => place).filter(isEnrolled)
  const median = size.verifications / size.customers / Math.exp(SPREAD ** 2 / 2)
  const drawn = new Uint32Array(size.verifications)
  let filled = 0
  for (let round = 0; filled < drawn.length; round++) {
    for (const customer of enrolled) {
      const isBusy = round === 0 && customer % BUSY_ONE_IN === 7
      const count = isBusy
        ? Math.min(1_000 + (mix(customer, 81) % 9_000), Math.ceil(size.verifications / 20))
        : Math.round(median * Math.exp(SPREAD * normal(customer, 82)))
      const end = Math.min(filled + (round === 0 ? count : 1), drawn.length)
      drawn.fill(customer, filled, end)
      filled = end
      if (filled === drawn.length) break
    }
  }
  return shuffle(drawn)
}

function shuffle(list: Uint32Array): Uint32Array {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor((mix(last, 83) / 2 ** 32) * (last + 1))
    const held = list[last] ?? 0
    list[last] = list[other] ?? 0
    list[other] = held
  }
  return list
}

const whole = hourWeights.reduce((sum, weight) => sum + weight, 0)
/** What has gone by when an hour begins. */
const dayShare = hourWeights.map((_, hour) => hourWeights.slice(0, hour).reduce((sum, weight) => sum + weight, 0))

/** When the nth of `count` events happens, in their order, by the hours of the day. Epoch milliseconds before `nowMs`. */
export function momentOf({ sinceMs, nowMs }: Pick<Plan, 'sinceMs' | 'nowMs'>, n: number, count: number): number {
  const toMs = nowMs - 300_000
  const [evenFrom, evenTo] = [byDays(sinceMs, shareBy), byDays(toMs, shareBy)]
  const atMs = Math.floor(byDays(evenFrom + ((evenTo - evenFrom) * (n + 0.5)) / count, timeOf))
  return Math.min(Math.max(atMs, sinceMs), toMs)
}

/** Changes what stands within a day of Tehran. */
function byDays(ms: number, change: (share: number) => number): number {
  const localMs = tehranWallMs(ms)
  const dayMs = Math.floor(localMs / DAY_MS) * DAY_MS
  return tehranInstantMs(dayMs + change((localMs - dayMs) / DAY_MS) * DAY_MS)
}

/** The share of a day's payments that have happened by a share of the day. */
function shareBy(time: number): number {
  const hour = Math.min(Math.floor(time * 24), 23)
  return ((dayShare[hour] ?? 0) + (time * 24 - hour) * (hourWeights[hour] ?? 1)) / whole
}

function timeOf(share: number): number {
  const target = share * whole
  let hour = 0
  while (hour < 23 && (dayShare[hour + 1] ?? 0) <= target) hour++
  return (hour + (target - (dayShare[hour] ?? 0)) / (hourWeights[hour] ?? 1)) / 24
}

export type Month = { name: string; fromMs: number; toMs: number }

export function monthsOf({ sinceMs }: Pick<Plan, 'sinceMs'>): Month[] {
  const since = new Date(sinceMs)
  const startOf = (month: number): number => Date.UTC(since.getUTCFullYear(), since.getUTCMonth() + month, 1)
  return Array.from({ length: MONTHS }, (_, month) => ({
    name: new Date(startOf(month)).toISOString().slice(0, 7).replace('-', '_'),
    fromMs: startOf(month),
    toMs: startOf(month + 1),
  }))
}
