import { inspect } from 'node:util'
import { foldDigits } from '#domain/digits.ts'
import { isLuhnValid } from '#domain/luhn.ts'

/** A card's full number, which shows itself masked wherever it is printed, logged or put into JSON. */
export class Pan {
  readonly #digits: string

  private constructor(digits: string) {
    this.#digits = digits
  }

  /** Sixteen digits of any of the three scripts with a right check digit; null for anything else. */
  static parse(text: string): Pan | null {
    const digits = foldDigits(text)
    return /^[0-9]{16}$/.test(digits) && isLuhnValid(digits) ? new Pan(digits) : null
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
    return `${this.bin}******${this.last4}`
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
