export type Spelling = { way: string; typed: string }

const givenNames = (
  'علی‌رضا محمدرضا امیرحسین آرش آیدا آزاده ابراهیم احسان ارشیا اعظم الهه امید ایمان بهاره پژمان پریسا ترانه جمشید چنگیز حمیده ' +
  'خدیجه داوود رؤیا رئوف زهره ژاله سمیه شکوفه صدیقه ضیاء طاهره عبدالله غلامرضا فائزه قاسم کیکاووس گلناز لیلا مسعود نیک‌پی'
).split(' ')
const familyNames = (
  'محمدی‌نژاد حسن‌زاده رئیسی مؤمنی آقایی ابراهیمی اسدی پاک‌نهاد تقی‌زاده جوادی چیت‌ساز حاجی‌زاده خسروی داوودی ذوالفقاری رفیعی ' +
  'زاهدی ژیان ساعتچی شیخ‌الاسلامی صفایی ضیایی طباطبایی ظریفی عطایی غفوری فراهانی قره‌داغی کاظمی گل‌محمدی لاجوردی مکی نائینی ' +
  'ورزنده هاشمی‌نسب یکتا خواجه‌نوری میرزاآقا سیدی شفیعی‌کدکنی'
).split(' ')

/** Two hundred different names of people, as a registrar would write them. */
export function twoHundredNames(): string[] {
  return Array.from({ length: 200 }, (_, place) => {
    const given = givenNames[place % givenNames.length]
    const family = familyNames[(place + Math.floor(place / givenNames.length) * 7) % familyNames.length]
    return `${given} ${family}`
  })
}

/** Every way in which keyboards, forms and habits write the same name; those that change nothing of it are left out. */
export function spellings(name: string): Spelling[] {
  const ways: Record<string, string> = {
    'with Arabic yeh and kaf': name.replaceAll('ی', 'ي').replaceAll('ک', 'ك'),
    'with alef maksura': name.replaceAll('ی', 'ى'),
    'without madda': name.replaceAll('آ', 'ا'),
    'with hamza on the alefs': name.replaceAll('آ', 'أ').replace(/(?<=^|[ \u200c])ا/g, 'إ'),
    'without hamza': name.replaceAll('ئ', 'ی').replaceAll('ؤ', 'و'),
    'with teh marbuta': name.replace(/ه(?= |$)/g, 'ة'),
    'with spaces for joiners': name.replaceAll('\u200c', ' '),
    'with joiners left out': name.replaceAll('\u200c', ''),
    'with joiners for spaces': name.replaceAll(' ', '\u200c'),
    'in one word': name.replace(/[ \u200c]/g, ''),
    'with no-break spaces': name.replaceAll(' ', '\u00a0'),
    'with too many spaces': `  ${name.replaceAll(' ', '   ')} `,
    stretched: name.replace(/([بتسشفقکلمنهی])(?=[ا-ی])/g, '$1ـ'),
    vowelled: name.replace(/([بتجدرسعفقکلمنهی])/g, '$1\u064e'),
    decomposed: name.normalize('NFD'),
    'in presentation forms': [...name].map((letter) => isolatedForms.get(letter) ?? letter).join(''),
    'between direction marks': `\u202b${name}\u202c\u200f`,
    'family name first': name.split(' ').reverse().join(' '),
  }
  const others = Object.entries(ways).filter(([, typed]) => typed !== name)
  return [{ way: 'as it is', typed: name }, ...others.map(([way, typed]) => ({ way, typed }))]
}

/** Letter → its isolated form in the block that old systems exchange. */
const isolatedForms = new Map(
  Array.from({ length: 0xfefd - 0xfb50 }, (_, place) => String.fromCodePoint(0xfefc - place))
    .map((form) => [form.normalize('NFKC'), form] as const)
    .filter(([letter]) => letter.length === 1),
)
