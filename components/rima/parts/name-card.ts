import { spellOut } from '#components/format/spell-out.ts'
import { fill, texts } from '#components/rima/texts.ts'

type NamedCard = { card: string; pinKind: 'first' | 'second' }

export function namePin({ pinKind }: NamedCard): string {
  return pinKind === 'first' ? texts.codes.first : texts.codes.second
}

/** «رمز پویای رمز دوم کارت ۱ ۲ ۳ ۴»: how a reader tells one code from another. */
export function nameCode(card: NamedCard): string {
  return fill(texts.codes.codeOf, { pin: namePin(card), card: spellOut(card.card.slice(-4)) })
}
