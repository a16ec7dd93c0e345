import { searchKey } from '#domain/text/text-folding.ts'

/** What readers of the app's page ask, who are no case of any record. */
export type ReadersQuestion = 'app_or_sms_question' | 'app_will_not_install'

const app = ['برنامک', 'اپلیکیشن', 'اپ', 'رمزبان', 'رمز ساز', 'رمزساز', 'app', 'apk']
const file = ['فایل', 'پرونده', 'file', 'apk']
const doesNot = ['باز نمی', 'باز نشد', 'نصب', 'دانلود', 'دریافت نمی', 'install', 'open', 'download']
const why = [
  'چرا',
  'درد می',
  'چیست',
  'چیه',
  'برای چی',
  'برای چه',
  'فایده',
  'لازم',
  'کدام',
  'بهتر',
  'why',
  'what',
  'which',
]

/** The question that the typed words ask about the app, or null: they are then somebody's name, number or payment. */
export function recogniseQuestion(typed: string): ReadersQuestion | null {
  const words = ` ${searchKey(typed)} `
  const speaksOf = (list: readonly string[]): boolean => list.some((each) => words.includes(` ${searchKey(each)}`))
  if ((speaksOf(app) || speaksOf(file)) && speaksOf(doesNot)) return 'app_will_not_install'
  return speaksOf(app) && speaksOf(why) ? 'app_or_sms_question' : null
}
