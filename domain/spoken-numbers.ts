const ones = {
  یک: 1,
  یه: 1,
  دو: 2,
  سه: 3,
  چهار: 4,
  چار: 4,
  پنج: 5,
  شش: 6,
  شیش: 6,
  هفت: 7,
  هشت: 8,
  نه: 9,
  ده: 10,
  یازده: 11,
  دوازده: 12,
  سیزده: 13,
  چهارده: 14,
  چارده: 14,
  پانزده: 15,
  پونزده: 15,
  شانزده: 16,
  شونزده: 16,
  هفده: 17,
  هیفده: 17,
  هجده: 18,
  هیجده: 18,
  نوزده: 19,
}
const tens = { بیست: 20, سی: 30, چهل: 40, پنجاه: 50, شصت: 60, هفتاد: 70, هشتاد: 80, نود: 90 }
const hundreds = {
  صد: 100,
  یکصد: 100,
  دویست: 200,
  سیصد: 300,
  چهارصد: 400,
  چارصد: 400,
  پانصد: 500,
  پونصد: 500,
  ششصد: 600,
  شیشصد: 600,
  هفتصد: 700,
  هشتصد: 800,
  نهصد: 900,
}
const english = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
}
const values: Readonly<Record<string, number>> = { ...ones, ...tens, ...hundreds, ...english }
const word = Object.keys(values).join('|')
const counted =
  'هزار|ملیون|میلیون|میلیارد|تومن|تومان|ریال|ساعت|روز|هفته|ماه|دقیقه|صبح|ظهر|بعد از ظهر|بعدازظهر|عصر|غروب|شب|نصفه|نصف|و نیم|و ربع|hours?|days?|weeks?|months?|minutes?|thousand|million|tomans?|rials?|am|pm'
const before = 'ساعت|ساعتای|حدود|حدودا|حدودای|طرفای|نزدیک|تقریبا|at|around|about'
const run = `(?:${word})(?: و (?:${word}))*`
const beforeUnit = new RegExp(`(?<![^ ])(${run})(?= (?:${counted})(?![^ ]))`, 'g')
const afterHint = new RegExp(`(?<=(?<![^ ])(?:${before}) )(${run})(?![^ ])`, 'g')

/** Writes numbers that are said in words as digits where a unit follows or «ساعت», «حدود» precedes; text of a search key. */
export function digitsOfSpokenNumbers(key: string): string {
  return key.replace(beforeUnit, sum).replace(afterHint, sum)
}

function sum(spoken: string): string {
  return String(spoken.split(' و ').reduce((total, each) => total + (values[each] ?? 0), 0))
}
