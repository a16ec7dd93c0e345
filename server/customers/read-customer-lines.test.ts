import { expect, test } from 'vitest'
import { readCustomerLines } from '#server/customers/read-customer-lines.ts'

const header = 'customerNumber,nationalId,name,mobile,smsMember,branchCode,pan,status,expires'

test('lines of one customer become one change with several cards', () => {
  const lines = [
    header,
    '12,0084512343,"رضایی, علی",09121234567,true,0101,5076770000000014,active,2029-05',
    '12,0084512343,"رضایی, علی",09121234567,true,0101,5076770000000022,blocked,2028-01',
    '13,0084512351,سارا «الف»,,no,0102,,,',
  ]
  const changes = readCustomerLines(`\ufeff${lines.join('\r\n')}\r\n`)
  expect(
    changes.map(({ customerNumber, name, mobile, smsMember, cards }) => [
      customerNumber,
      name,
      mobile,
      smsMember,
      cards.length,
    ]),
  ).toEqual([
    ['12', 'رضایی, علی', '09121234567', true, 2],
    ['13', 'سارا «الف»', null, false, 0],
  ])
})

test('a missing column and a short line are named', () => {
  expect(() => readCustomerLines('customerNumber,name\n1,x')).toThrow('the column nationalId is missing')
  expect(() => readCustomerLines(`${header}\n12,0084512343`)).toThrow('line 2: 2 cells where the header has 9')
})
