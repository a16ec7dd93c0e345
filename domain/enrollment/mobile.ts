import { foldDigits } from '#domain/text/digits.ts'
import { readTypedDigits } from '#domain/text/typed-digits.ts'

export type ParsedMobile = { ok: true; e164: string } | { ok: false }

/** As a person writes, pastes or says it: `09…`, `+989…`, `+98 (0)9…`, `00989…`, `989…` or `9…`, parted by anything. */
export function parseMobile(text: string): ParsedMobile {
  return toE164(/^(?:(?:00)?98)?0?(9[0-9]{9})$/.exec(readTypedDigits(text, 'mobile') ?? '')?.[1])
}

/** As the channel API takes it: `09…`, `+989…` or `00989…`, digits of any script and nothing else. */
export function parseChannelMobile(text: string): ParsedMobile {
  return toE164(/^(?:\+98|0098|0)(9[0-9]{9})$/.exec(foldDigits(text))?.[1])
}

/** `+989121234567` → `09121234567`. */
export function localMobile(e164: string): string {
  return `0${e164.slice(3)}`
}

/** `+989121234567` → `0912***4567`. Throws RangeError for anything but a canonical mobile. */
export function maskMobile(e164: string): string {
  if (!/^\+989[0-9]{9}$/.test(e164)) throw new RangeError('not a canonical mobile')
  return `0${e164.slice(3, 6)}***${e164.slice(-4)}`
}

function toE164(subscriber: string | undefined): ParsedMobile {
  return subscriber === undefined ? { ok: false } : { ok: true, e164: `+98${subscriber}` }
}
