import { luhnCheckDigit } from '#domain/card/card-number.ts'
import { nationalIdCheckDigit } from '#domain/enrollment/national-id.ts'
import type { Random } from './random.ts'

const givenNames = (
  'محمد علی حسین رضا مهدی امیر حسن احمد محمدرضا علی‌رضا امیرحسین محمدمهدی مصطفی سعید مجید حمید بهرام کیوان آرش سینا پویا نیما کاوه ' +
  'فاطمه زهرا مریم معصومه سکینه زینب رقیه طاهره لیلا نرگس سمیه الهام نازنین شیرین پریسا سارا نگار مهسا هانیه آیدا یاسمن رؤیا ژاله منیژه'
).split(' ')
const familyNames = (
  'محمدی حسینی احمدی رضایی مرادی حیدری کریمی جعفری قاسمی رحیمی موسوی صادقی ابراهیمی یوسفی اکبری عباسی کاظمی هاشمی ملکی نوری ' +
  'محمدی‌نژاد حسن‌زاده علی‌پور رستگار بهرامی شریفی طاهری سلیمانی زارعی فلاحی قربانی نجفی اسدی امینی باقری پناهی تهرانی خسروی دهقان ' +
  'ذوالفقاری رنجبر سعیدی شفیعی صالحی ضیایی عظیمی غلامی فرهادی کیانی گودرزی لطفی مؤمنی نیک‌فر وحیدی یزدانی'
).split(' ')

/** A name as core banking writes it: one in nine with the Arabic letters of an old keyboard. */
export function drawName(random: Random): string {
  const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
  return random.chance(1 / 9) ? name.replaceAll('ی', 'ي').replaceAll('ک', 'ك') : name
}

export function drawNationalId(random: Random): string {
  const body = `${random.pick(['001', '004', '006', '007', '008', '129', '093', '138', '228', '275'])}${random.digits(6)}`
  return body + nationalIdCheckDigit(body)
}

export function drawMobile(random: Random): string {
  return `+98${random.pick(['912', '913', '914', '915', '917', '919', '935', '936', '937', '990', '991', '921'])}${random.digits(7)}`
}

/** Invented, BIN 507677, with a right check digit. */
export function drawPan(random: Random): string {
  const body = `507677${random.digits(9)}`
  return body + luhnCheckDigit(body)
}

/** Draws until the value is one that `taken` has not seen. */
export function drawUnique(taken: Set<string>, draw: () => string): string {
  for (;;) {
    const value = draw()
    if (!taken.has(value)) {
      taken.add(value)
      return value
    }
  }
}
