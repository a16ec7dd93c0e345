import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const read = (environment: Record<string, string>) => readSettings({ NODE_ENV: 'test', ...environment })

test('with no environment the demo runs on ports 3000 and 4000', () => {
  expect(read({})).toMatchObject({ webPort: 3000, channelPort: 4000, demo: true, logLevel: 'info' })
})

test('a database of one’s own ends demo mode, unless it is asked for', () => {
  const DATABASE_URL = 'postgresql://admin@db.example/ramzban'
  expect(read({ DATABASE_URL, INSTITUTION_NAME: 'Bank', SUPPORT_PHONE: '021-1' }).demo).toBe(false)
  expect(read({ DATABASE_URL, RAMZBAN_DEMO: '1' }).demo).toBe(true)
})

test('outside the demo the bank says how it is called and whom to call', () => {
  const attempt = (): unknown => read({ DATABASE_URL: 'postgresql://admin@db.example/ramzban' })
  for (const name of ['INSTITUTION_NAME', 'SUPPORT_PHONE']) expect(attempt).toThrow(name)
})

test('every wrong variable is named in one message that says what to give', () => {
  const wrong = { WEB_PORT: '70000', CHANNEL_PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://db' }
  const attempt = (): unknown => read(wrong)
  for (const name of Object.keys(wrong)) expect(attempt).toThrow(name)
})

test('one port cannot serve both the web and the channel', () => {
  expect(() => read({ WEB_PORT: '4000' })).toThrow(/two ports/)
})
