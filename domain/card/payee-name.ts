import { toPersianDigits } from '#domain/text/digits.ts'

const nameLengthMax = 40

/**
 * A payee's name as an SMS may carry it: one line, no link, no bidi control, digits Persian, at most 40 characters.
 * A name of which nothing is left becomes the merchant's number.
 */
export function payeeNameText({ name, merchantId }: { name: string; merchantId: string }): string {
  const cleaned = withoutLinks(singleLine(name))
  return cut(cleaned === '' ? `پذیرندهٔ ${merchantId}` : cleaned)
}

/** NFKC; line and control characters become spaces, format characters but ZWNJ vanish, spaces collapse, digits Persian. */
export function singleLine(text: string): string {
  const visible = text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cs}\p{Co}]|(?!\u200c)\p{Cf}/gu, '')
  return collapse(toPersianDigits(visible))
}

const scheme = /[a-z][a-z۰-۹+-]*:\/\/\S*/gi
const callScheme = /\b(?:mailto|tel|sms|smsto|intent|market|javascript|data):\S*/gi
const domain = /(?:[\p{L}\p{M}\p{N}\u200c_@-]+[.。])+(?:[a-z][a-z۰-۹-]+|ایران)(?:[:/?#]\S*)?/giu
const address = /[۰-۹]{1,3}(?:\.[۰-۹]{1,3}){3}(?:[:/]\S*)?/g

/** What is left of a dot before a letter is parted by a space, so that no phone makes a link of two plain words. */
function withoutLinks(line: string): string {
  const bare = [scheme, callScheme, domain, address].reduce((text, link) => text.replace(link, ' '), line)
  return collapse(bare.replaceAll('://', ' ').replace(/[.。](?=[\p{L}\p{M}\p{N}])(?![۰-۹])/gu, '. '))
}

function cut(text: string): string {
  return [...toPersianDigits(text)].slice(0, nameLengthMax).join('').trim()
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
