/** Whole, 0…2³²−1: murmur3's finaliser over a place; no two places share one by the same salt. */
export function mix(place: number, salt: number): number {
  let mixed = (place + Math.imul(salt, 0x9e3779b9)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** 0 ≤ x < 1 */
export function unit(place: number, salt: number): number {
  return mix(place, salt) / 2 ** 32
}

/** Whole, from…to inclusive. */
export function between(place: number, salt: number, from: number, to: number): number {
  return from + (mix(place, salt) % (to - from + 1))
}

export function chance(place: number, salt: number, probability: number): boolean {
  return mix(place, salt) < probability * 2 ** 32
}

export function pick<T>(list: readonly T[], place: number, salt: number): T {
  return list[mix(place, salt) % list.length] as T
}

/** The same, but what stands first far more often than what stands last. */
export function pickSkewed<T>(list: readonly T[], place: number, salt: number): T {
  return list[Math.floor(unit(place, salt) ** 2.2 * list.length)] as T
}

/** Normally distributed, mean 0, deviation 1 (Box and Muller). */
export function normal(place: number, salt: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - unit(place, salt)))
  return radius * Math.cos(2 * Math.PI * unit(place, salt + 1_000))
}
