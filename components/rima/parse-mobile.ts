import { foldDigits } from '#domain/digits.ts'

/** A mobile as customers write it, to `09…`; null when it is none. */
export function parseMobile(text: string): string | null {
  const digits = foldDigits(text).replace(/[\s()-]/g, '')
  const national = /^(?:0|\+98|0098)(9[0-9]{9})$/.exec(digits)?.[1]
  return national ? `0${national}` : null
}

export function maskMobile(mobile: string): string {
  return `${mobile.slice(0, 4)}***${mobile.slice(-4)}`
}
