import { foldDigits } from './digits.ts'

/** `09…`, `+989…` or `00989…` in any of the three digit scripts, as `+989…` (E.164); null for anything else. */
export function parseMobile(text: string): string | null {
  const national = /^(?:0|\+98|0098)(9[0-9]{9})$/.exec(foldDigits(text))?.[1]
  return national === undefined ? null : `+98${national}`
}

/** `+989123334567` → `0912***4567`. */
export function maskMobile(mobile: string): string {
  return `0${mobile.slice(3, 6)}***${mobile.slice(-4)}`
}
