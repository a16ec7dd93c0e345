import type { Transaction } from '#server/database.ts'
import { insertRows } from './seed-repository.ts'
import type { World } from './world.ts'

export type Branch = { id: string; code: string; name: string; city: string }

const places = [
  ['0101', 'میدان ونک', 'تهران'],
  ['0102', 'بازار بزرگ', 'تهران'],
  ['0103', 'سعادت‌آباد', 'تهران'],
  ['0104', 'نارمک', 'تهران'],
  ['0201', 'چهارباغ', 'اصفهان'],
  ['0202', 'خانهٔ اصفهان', 'اصفهان'],
  ['0301', 'احمدآباد', 'مشهد'],
  ['0302', 'وکیل‌آباد', 'مشهد'],
  ['0401', 'آبرسان', 'تبریز'],
  ['0501', 'زند', 'شیراز'],
  ['0601', 'کیانپارس', 'اهواز'],
  ['0701', 'گلسار', 'رشت'],
  ['0801', 'صفائیه', 'یزد'],
  ['0901', 'بلوار جمهوری', 'کرمان'],
] as const

export const merchants = [
  {
    name: 'دیجی‌کالا',
    merchantId: 'DIGIKALA',
    terminals: ['90010001', '90010002', '90010003'],
    usualRials: [900_000, 60_000_000],
  },
  { name: 'اسنپ', merchantId: 'SNAPP', terminals: ['90020001', '90020002'], usualRials: [250_000, 2_500_000] },
  { name: 'اسنپ‌فود', merchantId: 'SNAPPFOOD', terminals: ['90020011'], usualRials: [900_000, 9_000_000] },
  { name: 'تپسی', merchantId: 'TAPSI', terminals: ['90030001'], usualRials: [250_000, 2_000_000] },
  { name: 'فیلیمو', merchantId: 'FILIMO', terminals: ['90040001'], usualRials: [490_000, 1_990_000] },
  { name: 'علی‌بابا', merchantId: 'ALIBABA', terminals: ['90050001', '90050002'], usualRials: [6_000_000, 180_000_000] },
  { name: 'رجا', merchantId: 'RAJA', terminals: ['90060001'], usualRials: [2_000_000, 30_000_000] },
  { name: 'دیوار', merchantId: 'DIVAR', terminals: ['90070001'], usualRials: [190_000, 3_000_000] },
  { name: 'باسلام', merchantId: 'BASALAM', terminals: ['90080001'], usualRials: [600_000, 20_000_000] },
  { name: 'طاقچه', merchantId: 'TAAGHCHE', terminals: ['90090001'], usualRials: [150_000, 1_500_000] },
  { name: 'بیمهٔ ایران', merchantId: 'BIMEHIRAN', terminals: ['90100001'], usualRials: [8_000_000, 90_000_000] },
  { name: 'افق کوروش', merchantId: 'OKALA', terminals: ['90110001'], usualRials: [700_000, 14_000_000] },
  { name: 'ترب‌پی', merchantId: 'TOROBPAY', terminals: ['90120001'], usualRials: [900_000, 40_000_000] },
  {
    name: 'زرین‌پال',
    merchantId: 'ZARINPAL',
    terminals: ['90130001', '90130002', '90130003', '90130004'],
    usualRials: [200_000, 30_000_000],
  },
  { name: 'فروشگاه نمونه', merchantId: 'M1001', terminals: ['T2001'], usualRials: [500_000, 50_000_000] },
] as const
export type Merchant = (typeof merchants)[number]

export async function makeBranches(tx: Transaction, { random, nowMs }: World): Promise<Branch[]> {
  const branches = places.map(([code, name, city]) => ({
    id: random.id(nowMs),
    code,
    name: `شعبهٔ ${name}، ${city}`,
    city,
  }))
  await insertRows(
    tx,
    'branch',
    branches.map(({ id, code, name }) => ({ id, code, name })),
  )
  return branches
}
