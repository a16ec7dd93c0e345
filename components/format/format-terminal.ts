import { localizeDigits } from '#components/format/digits.ts'
import { isolateLeftToRight } from '#components/format/isolate.ts'
import type { Locale } from '#components/locale/locale.ts'

/** A terminal's id inside a sentence: figures in the reader's digits; with Latin letters in it, as it stands on the machine. */
export function formatTerminalId(terminalId: string, locale: Locale): string {
  return /^\d+$/.test(terminalId) ? localizeDigits(terminalId, locale) : isolateLeftToRight(terminalId)
}
