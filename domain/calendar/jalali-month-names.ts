/** The twelve months' names as search keys, alternatives of a pattern each. «دی جی کالا» is a shop. */
export const jalaliMonthNames = [
  'فروردین|farvardin',
  'اردیبهشت|ordibehesht',
  'خرداد|khordad',
  'تیر|tir',
  'مرداد|امرداد|mordad',
  'شهریور|shahrivar',
  'مهر|mehr',
  'ابان|aban',
  'اذر|azar',
  'دی|dey',
  'بهمن|bahman',
  'اسفند|esfand',
]
export const jalaliMonthName: string = `(?!دی جی)(?:${jalaliMonthNames.join('|')})`
export const weekdayNames = ['یک ?شنبه', 'دو ?شنبه', 'سه ?شنبه', 'چهار ?شنبه', 'پنج ?شنبه', 'جمعه', 'شنبه']
