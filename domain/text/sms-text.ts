import { TOKEN_ALPHABET, TOKEN_PART_LENGTH } from '#domain/activation/token-alphabet.ts'
import { type PayeeAccount, type PayeeAccountKind, payeeAccountEnding } from '#domain/card/payee-account.ts'
import { payeeNameText, singleLine } from '#domain/card/payee-name.ts'
import { persianRials, toPersianDigits } from '#domain/text/digits.ts'
import type { ProcessType } from '#domain/verification/process-type.ts'

export type OtpSms = {
  institution: string
  processType: ProcessType
  payee: { name: string; merchantId: string; account: PayeeAccount | null }
  amountRials: number | null
  validitySeconds: number
  code: string
}

/**
 * The text of an OTP request's SMS (docs/channel-api §6). The code is a whole line by itself, in ASCII digits; every other
 * line carries Persian words, so that neither a phone nor a reader takes anything else for the code.
 */
export function composeOtpSms({ institution, processType, payee, amountRials, validitySeconds, code }: OtpSms): string {
  return lines([
    `رمز پویای ${singleLine(institution)}`,
    `نوع: ${processTypeWords[processType]}`,
    `پذیرنده: ${payeeNameText(payee)}`,
    payee.account && `${accountWords[payee.account.kind]}: ${endingText(payee.account)}`,
    amountRials !== null && `مبلغ: ${persianRials(amountRials)}`,
    validityLine(validitySeconds),
    wholeCode(code),
  ])
}

export type RegistrationCodeSms = { institution: string; validitySeconds: number; code: string }

/** The code that proves the mobile while the app is installed. */
export function composeRegistrationCodeSms({ institution, validitySeconds, code }: RegistrationCodeSms): string {
  return lines([
    `${singleLine(institution)}: کد تأیید شماره برای نصب برنامک`,
    validityLine(validitySeconds),
    'این کد را به هیچ‌کس ندهید، حتی به کارمند بانک.',
    wholeCode(code),
  ])
}

export type ProofCodeSms = RegistrationCodeSms & {
  /** Where the operator sits who will be read the code: a branch's name, or null for the telephone desk. */
  branchName: string | null
}

/** The code that the customer reads out to an operator of the bank; the text says when to keep it to oneself. */
export function composeProofCodeSms({ institution, branchName, validitySeconds, code }: ProofCodeSms): string {
  const desk = branchName === null ? 'پشتیبانی تلفنی بانک' : `همکار ما در ${singleLine(branchName)}`
  return lines([
    `${singleLine(institution)}: کد شناسایی شما برای ${desk}`,
    'تنها اگر خودتان تماس گرفته‌اید یا پای باجه هستید آن را بگویید؛ بانک هرگز خودش برای پرسیدن کد تماس نمی‌گیرد.',
    validityLine(validitySeconds),
    wholeCode(code),
  ])
}

export type ActivationTokenSms = {
  institution: string
  pinKind: 'first' | 'second'
  cardLast4: string
  smsPart: string
}

/** The SMS half of an activation token: 12 characters, upper case, a whole line by itself. */
export function composeActivationTokenSms({ institution, pinKind, cardLast4, smsPart }: ActivationTokenSms): string {
  const wellFormed = [...smsPart].every((character) => TOKEN_ALPHABET.includes(character))
  if (smsPart.length !== TOKEN_PART_LENGTH.sms || !wellFormed) throw new RangeError('not a canonical SMS part')
  return lines([
    `${singleLine(institution)}: بخش پیامکی توکن فعال‌سازی ${pinKindWords[pinKind]} کارت منتهی به ${singleLine(cardLast4)}`,
    'آن را همراه بخش روی رسید در برنامک وارد کنید و به هیچ‌کس ندهید.',
    smsPart,
  ])
}

export const pinKindWords = { first: 'رمز اول', second: 'رمز دوم' } as const

const processTypeWords: Readonly<Record<ProcessType, string>> = {
  purchase: 'خرید',
  bill_payment: 'پرداخت قبض',
  transfer: 'انتقال وجه',
  charge: 'خرید شارژ',
  balance_inquiry: 'مانده‌گیری',
  password_confirm: 'تأیید رمز',
}

const accountWords: Readonly<Record<PayeeAccountKind, string>> = {
  card: 'به کارت',
  iban: 'به شبا',
  deposit: 'به سپرده',
  bill: 'شناسهٔ قبض',
  mobile: 'شمارهٔ همراه',
}

/** Only the ending: digits on both sides of asterisks change places in a right-to-left line. */
function endingText(account: PayeeAccount): string {
  return `****${toPersianDigits(payeeAccountEnding(account))}`
}

function validityLine(validitySeconds: number): string {
  return `اعتبار: ${toPersianDigits(String(validitySeconds))} ثانیه`
}

function wholeCode(code: string): string {
  if (!/^[0-9]{5,8}$/.test(code)) throw new RangeError('a code has 5 to 8 ASCII digits')
  return code
}

function lines(parts: readonly (string | null | false)[]): string {
  return parts.filter((part) => typeof part === 'string').join('\n')
}
