import { mix } from './mix-numbers.ts'

/** What an id stands for: each kind has ids of its own. */
export const kinds = {
  customer: 1,
  card: 2,
  firstGuard: 3,
  secondGuard: 4,
  smsEnrollment: 5,
  appEnrollment: 6,
  firstPinEnrollment: 7,
  device: 8,
  token: 9,
  firstPinToken: 10,
  activation: 11,
  firstPinActivation: 12,
  verification: 13,
  otpRequest: 14,
  otpSms: 15,
  tokenSms: 16,
  auditEvent: 17,
  request: 18,
} as const
export type IdKind = keyof typeof kinds

const hex4 = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, '0'))

/** A UUIDv7 of that instant (epoch milliseconds), always the same for a kind and a place, and no other's. */
export function idAt(atMs: number, kind: IdKind, place: number): string {
  const seconds = Math.floor(atMs / 65_536)
  const own = mix(place, kinds[kind])
  const more = mix(own, kinds[kind] + 50)
  const head = `${hex4[seconds >>> 16]}${hex4[seconds & 0xffff]}-${hex4[atMs % 65_536]}`
  const tail = `${hex4[own >>> 16]}${hex4[own & 0xffff]}${hex4[mix(more, 7) & 0xffff]}`
  return `${head}-${hex4[0x7000 | (more >>> 20)]}-${hex4[0x8000 | (more & 0x3fff)]}-${tail}`
}

/** A guard's: a UUIDv8, which in the product is a keyed MAC. */
export function guardIdAt(kind: 'firstGuard' | 'secondGuard', place: number): string {
  const own = mix(place, kinds[kind])
  const [more, most] = [mix(own, 61), mix(own, 62)]
  const head = `${hex4[own >>> 16]}${hex4[own & 0xffff]}-${hex4[more & 0xffff]}`
  const middle = `${hex4[0x8000 | (more >>> 20)]}-${hex4[0x8000 | (most & 0x3fff)]}`
  return `${head}-${middle}-${hex4[most >>> 16]}${hex4[mix(most, 63) & 0xffff]}${hex4[mix(most, 64) >>> 16]}`
}

/** As many bytes as a MAC, in hexadecimal: nothing that any key has made. */
export function bytesAt(kind: IdKind, place: number, length = 32): string {
  let hex = ''
  for (let word = 0; word < length / 4; word++) {
    const mixed = mix(mix(place, kinds[kind] + 70), 80 + word)
    hex += `${hex4[mixed >>> 16]}${hex4[mixed & 0xffff]}`
  }
  return hex
}
