import { type RememberedAmount, readRememberedAmounts } from '#domain/remembered/read-remembered-amount.ts'
import { type RememberedTime, readRememberedTime } from '#domain/remembered/read-remembered-time.ts'
import { END, readableText, START, take } from '#domain/remembered/remembered-text.ts'

export type { RememberedAmount } from '#domain/remembered/read-remembered-amount.ts'
export type { RememberedTime } from '#domain/remembered/read-remembered-time.ts'

/** `last4OrAmount`: four digits said without a word of what they are. `isSure`: nobody's name reads like this. */
export type RememberedPayment = {
  time: RememberedTime | null
  amounts: RememberedAmount[]
  last4: string | null
  last4OrAmount: string | null
  payeeWords: string[]
  isSure: boolean
}

const TEXT_MAX = 200
const PAYEE_WORDS_MAX = 4
/** An id or a reference, of which a piece may look like «7 dec». */
const identifier = /^(?!\d+(?:irr|irt|rials?|tomans?|[tkm])$)[a-z0-9_-]{12,}$/i
const cardWords =
  '(?:کارت|کارتم|کارتش|اخرش|اخر کارت|اخر کارتم|اخر کارتش|ته کارت|ته کارتش|رقم اخر|رقم اخرش|رقم اخر کارت|card|ending|ending in|ends in|last (?:4|four)(?: digits)?)'
const card = new RegExp(
  `${START}(?:(?:4|چهار|four) )?(?:${cardWords} )+(?:با |به |شماره |اخرش |is |in |number )*(?:(?:\\d{4} ?){3})?(\\d{4})${END}`,
)
const noise = new Set(
  `از به در تو توی با برای و یه یک یا را رو که این اون ان رفت رفته خرید خریدم خریده پرداخت پرداختم پرداختی کردم کرده کردن میکردم کردند زدم زده
  واریز انتقال مبلغ پول پولم پولش رمز رمزم رمزش پیامک نیومد نیامد نیومده اومد امد نشد نشده شد شده بود بوده نبود میگه گفت سایت فروشگاه درگاه کارت
  کارتم کارتش حساب حسابم کم کسر تراکنش ساعت ساعتای حدود حدودا حدودای تقریبا طرفای نزدیک نزدیکای حوالی حول حوش دم بعد قبل پیش وقتی داشتم داشت خواستم خواست بخرم بخره
  مشتری من ما هم ای ها های می نمی تا روز هزار مورد بابت اشتباه خطا داد دادم اینترنتی انلاین خوب سلام زود دیر
  the a an of on in at for from to i we my me paid pay payment payments bought buy purchase shop store site website card code otp sms didn didnt
  not never came come around about was were is it and with by did that this o clock toman tomans rial rials customer said says`.split(
    /\s/,
  ),
)

/**
 * What a caller remembers of a payment, in Persian or English: when, how much, to whom, from which card. Null where the
 * text names neither a time nor an amount nor a card, which is anything else that one may search by.
 */
export function readRememberedPayment(text: string, nowMs: number): RememberedPayment | null {
  if (identifier.test(text.trim())) return null
  const readable = readableText(text.slice(0, TEXT_MAX))
  if (!/[\p{L}/:]/u.test(readable)) return null
  const { found, rest: withoutCard } = take(readable, card)
  const { time, rest: withoutTime } = readRememberedTime(withoutCard, nowMs)
  const { amounts, isUnitSaid, bareFour, rest } = readRememberedAmounts(withoutTime)
  const last4 = found?.[1] ?? (isUnitSaid ? bareFour : null)
  if (time === null && amounts.length === 0 && last4 === null) return null
  return {
    time,
    amounts,
    last4,
    last4OrAmount: last4 === null ? bareFour : null,
    payeeWords: payeeWordsOf(rest),
    isSure: time !== null || isUnitSaid || last4 !== null,
  }
}

function payeeWordsOf(rest: string): string[] {
  const words = rest.split(/[ |]/).filter((word) => word.length >= 2 && !noise.has(word) && !/\d/.test(word))
  return words.slice(0, PAYEE_WORDS_MAX)
}
