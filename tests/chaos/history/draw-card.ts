import { randomBytes, randomUUID } from 'node:crypto'
import { luhnCheckDigit } from '#domain/card/card-number.ts'
import { totp } from '#domain/otp/otp.ts'
import { drawId } from '#server/draw-id.ts'
import { type ChannelKeys, guardIdOf } from '#server/keys.ts'
import type { CardRecord } from './history.ts'
import type { Random } from './seeded-random.ts'

export type SmsCode = CardRecord['requests'][number] & { code: string }
export type App = NonNullable<CardRecord['app']> & { secret: Buffer; tokenId: string; codeAt: (step: number) => string }
/** A card as its holder knows it: with the codes themselves, which no file is told. */
export type Card = {
  pan: string
  guardId: string
  cardId: string
  customerId: string
  mobile: string
  codes: SmsCode[]
  app: App | null
}
export type CardWish = { place: number; smsCodes: number; hasApp: boolean }

const merchantId = 'M-100'
const TERMINALS = 997
const VALID_MS = 900_000

export function drawCard(keys: ChannelKeys, random: Random, { place, smsCodes, hasApp }: CardWish): Card {
  const nowMs = Date.now()
  // Counted, not drawn: among so many drawn numbers two would be alike.
  const body = `507677${800_000_000 + place}`
  const pan = body + luhnCheckDigit(body)
  const enrollmentId = drawId(nowMs)
  const terminalId = `T-${place % TERMINALS}`
  const digits = distinctDigits(random, smsCodes)
  // Now and then two codes for one and the same purchase: using one up supersedes the other.
  const areTwins = random.chance(20)
  const codes = digits.map((code, at): SmsCode => {
    const amount = 10_000 + (areTwins ? Math.min(at, 1) : at) * 1_000
    const isLate = random.chance(3)
    const expiresAtMs = nowMs + (isLate ? 0 : VALID_MS)
    const binding = { processType: 'purchase', amount, merchantId, terminalId }
    return { id: drawId(nowMs), enrollmentId, requestedAtMs: nowMs, expiresAtMs, binding, code }
  })
  return {
    pan,
    guardId: guardIdOf(keys, pan, 'second'),
    cardId: drawId(nowMs),
    customerId: drawId(nowMs),
    mobile: `+989${800_000_000 + place}`,
    codes,
    app: hasApp ? drawApp(nowMs) : null,
  }
}

/** What the history may know of it. */
export function recordOf({ guardId, codes, app }: Card, guardVersion: number): CardRecord {
  return {
    guardId,
    guardVersion,
    requests: codes.map(({ code, ...request }) => request),
    app: app && { activationId: app.activationId, enrollmentId: app.enrollmentId, deviceId: app.deviceId },
  }
}

function drawApp(nowMs: number): App {
  const secret = randomBytes(32)
  const ids = {
    activationId: drawId(nowMs),
    enrollmentId: drawId(nowMs),
    deviceId: drawId(nowMs),
    tokenId: randomUUID(),
  }
  const codeAt = (step: number): string =>
    totp({ secret, digits: 7, algorithm: 'SHA256', atMs: step * 60_000, periodSeconds: 60, t0Seconds: 0 })
  return { ...ids, secret, codeAt }
}

function distinctDigits(random: Random, count: number): string[] {
  const drawn = new Set<string>()
  while (drawn.size < count) drawn.add(String(random.below(10_000_000)).padStart(7, '0'))
  return [...drawn]
}
