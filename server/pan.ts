import { inspect } from 'node:util'
import { maskPan, parsePan } from '#domain/card/card-number.ts'

/** A card's full number, which shows itself masked wherever it is printed, logged or put into JSON. */
export class Pan {
  readonly #digits: string

  private constructor(digits: string) {
    this.#digits = digits
  }

  /** Sixteen digits of any of the three scripts with a right check digit; null for anything else. */
  static parse(text: string): Pan | null {
    const parsed = parsePan(text, { separators: 'refused' })
    return parsed.ok ? new Pan(parsed.pan) : null
  }

  /** The whole number, for the fingerprint alone. */
  reveal(): string {
    return this.#digits
  }

  get bin(): string {
    return this.#digits.slice(0, 6)
  }

  get last4(): string {
    return this.#digits.slice(-4)
  }

  get masked(): string {
    return maskPan(this.#digits)
  }

  toString(): string {
    return this.masked
  }

  toJSON(): string {
    return this.masked
  }

  [inspect.custom](): string {
    return `Pan ${this.masked}`
  }
}
