export const UUID_RANDOM_BYTES = 10

/** RFC 9562 §5.7. `atMs`: whole epoch milliseconds, 0…2⁴⁸−1; `randomBytes`: exactly 10. Throws RangeError otherwise. */
export function uuidv7({ atMs, randomBytes }: { atMs: number; randomBytes: Uint8Array }): string {
  const time = timePart(atMs)
  if (randomBytes.length !== UUID_RANDOM_BYTES) throw new RangeError(`uuidv7 takes ${UUID_RANDOM_BYTES} random bytes`)
  const random = Uint8Array.from(randomBytes)
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f)
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f)
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}

/** The same of a random UUID (version 4, lower case), whose 74 random bits stay as they are under the time. */
export function uuidv7OfRandom(atMs: number, uuidv4: string): string {
  return `${timePart(atMs)}-7${uuidv4.slice(15)}`
}

function timePart(atMs: number): string {
  if (!Number.isInteger(atMs) || atMs < 0 || atMs >= 2 ** 48) throw new RangeError('atMs must be whole, 0…2⁴⁸−1')
  const time = atMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

/** The instant an id was made at, in epoch milliseconds. Throws RangeError for anything but a UUIDv7. */
export function uuidv7AtMs(id: string): number {
  if (!isUuidv7(id)) throw new RangeError('not a UUIDv7')
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Lower or upper case, with dashes, version 7, variant 10. */
export function isUuidv7(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(text)
}
