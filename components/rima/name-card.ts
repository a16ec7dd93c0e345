import { fill, texts } from './texts.ts'

type NamedCard = { card: string; pinKind: 'first' | 'second' }

export function namePin({ pinKind }: NamedCard): string {
  return pinKind === 'first' ? texts.codes.first : texts.codes.second
}

/** «رمز پویای رمز دوم کارت ۱۲۳۴»: how a reader tells one code from another. */
export function nameCode(card: NamedCard): string {
  return fill(texts.codes.codeOf, { pin: namePin(card), card: card.card.slice(-4) })
}
