import { foldDigits } from '#domain/digits.ts'

export type ParsedMobile = { ok: true; e164: string } | { ok: false }

/** As a person writes it: `09…`, `+989…`, `00989…`, `989…` or `9…`, digits of any script, spaces, dashes, bidi marks. */
export function parseMobile(text: string): ParsedMobile {
  const bare = foldDigits(text).replace(
    /[\s()\u002d\u2010-\u2015\u2212\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '',
  )
  return toE164(/^(?:\+98|0098|98|0)?(9[0-9]{9})$/.exec(bare)?.[1])
}

/** As the channel API takes it: `09…`, `+989…` or `00989…`, digits of any script and nothing else. */
export function parseChannelMobile(text: string): ParsedMobile {
  return toE164(/^(?:\+98|0098|0)(9[0-9]{9})$/.exec(foldDigits(text))?.[1])
}

/** `+989121234567` → `0912***4567`. Throws RangeError for anything but a canonical mobile. */
export function maskMobile(e164: string): string {
  if (!/^\+989[0-9]{9}$/.test(e164)) throw new RangeError('not a canonical mobile')
  return `0${e164.slice(3, 6)}***${e164.slice(-4)}`
}

function toE164(subscriber: string | undefined): ParsedMobile {
  return subscriber === undefined ? { ok: false } : { ok: true, e164: `+98${subscriber}` }
}
