import { foldDigits } from '#domain/text/digits.ts'

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

const readAsValue = [
  // Whole, grouped, decimal, with exponent, percent, currency, or in the brackets of a debt.
  /^\(?[$€£¥₹﷼]?(?=[.٫]?[0-9])(?:[0-9][0-9,٬'’ ]*)?(?:[.٫][0-9]*)?(?:[ed][+-]?[0-9]+)?[%٪]?\)?$/iu,
  /^[0-9]+ [0-9]+\/[0-9]+$/,
  /^[0-9]{1,4}([-/.])[0-9]{1,4}(?:\1[0-9]{1,4})?$/,
  /^[0-9]{1,4}(?::[0-9]{1,2}){1,2}(?:[.,][0-9]+)?(?: ?[ap]m?)?$/i,
  new RegExp(`^(?=.*[0-9])(?:[0-9]{1,4}[-/. ]?)?${month}(?:[-/. ,]{0,2}[0-9]{1,4}){0,2}$`, 'i'),
  /^(?:true|false)$/i,
]

/** Whether a spreadsheet takes a text for a number, date, time or truth: `00012345`, `12E5`, `1-2`, `MAR-1`, `1/2`. */
export function isReadAsValue(text: string): boolean {
  const bare = foldDigits(text.normalize('NFKC'))
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
    .trim()
  return readAsValue.some((shape) => shape.test(bare))
}
