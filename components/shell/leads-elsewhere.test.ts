import { expect, test } from 'vitest'
import { leadsElsewhere } from './leads-elsewhere.ts'

const here = 'https://bank.example/customers?kind=sms'
const plain = { button: 0, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false }
const to = (href: string, more: object = {}) => ({ href, target: '', download: '', ...more })

test.each(['/audit', '/customers', '/customers?kind=atm'])(
  'a plain press leads to another page of this site: %s',
  (href) => expect(leadsElsewhere(plain, to(href), here)).toBe(true),
)

test.each(['/customers?kind=sms', '/customers?kind=sms#content', 'https://other.example/audit'])(
  'a place on this page or another site is no journey: %s',
  (href) => expect(leadsElsewhere(plain, to(href), here)).toBe(false),
)

test.each([{ button: 1 }, { metaKey: true }, { ctrlKey: true }, { altKey: true }, { shiftKey: true }])(
  'a press that opens another tab or a menu leaves this page as it is: %j',
  (more) => expect(leadsElsewhere({ ...plain, ...more }, to('/audit'), here)).toBe(false),
)

test('a file or another tab leaves this page as it is', () => {
  expect(leadsElsewhere(plain, to('/audit', { download: 'audit.csv' }), here)).toBe(false)
  expect(leadsElsewhere(plain, to('/audit', { target: '_blank' }), here)).toBe(false)
})
