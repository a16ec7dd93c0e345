import { describe, expect, test } from 'vitest'
import { readRememberedTime } from '#domain/remembered/read-remembered-time.ts'

/** Sunday 1 Azar 1405, half past three in the afternoon in Tehran. */
const nowMs = Date.parse('2026-11-22T12:00:00Z')

type Window = { from: string; to: string; centres: string[] }
function read(text: string): Window | null {
  const { time } = readRememberedTime(text, nowMs)
  return time && { from: tehran(time.fromMs), to: tehran(time.toMs), centres: time.centresMs.map(tehran) }
}
const tehran = (ms: number): string => new Date(ms + 12_600_000).toISOString().slice(5, 16).replace('T', ' ')

describe('a part of the day is its hours', () => {
  test.each([
    ['قبل از ظهر', '08:00', '13:00'],
    ['afternoon', '12:00', '18:00'],
    ['in the afternoon', '12:00', '18:00'],
    ['بامداد', '00:00', '06:00'],
    ['صبح', '05:00', '12:00'],
    ['ظهر', '11:00', '15:00'],
    ['at noon', '11:00', '15:00'],
    ['حدود غروب', '15:00', '21:00'],
  ])('«%s» is %s to %s', (words, from, to) => {
    expect(read(`دیروز ${words}`)).toEqual({ from: `11-21 ${from}`, to: `11-21 ${to}`, centres: [] })
  })

  test('a night lasts until four of the next day', () => {
    const lastNight = { from: '11-21 18:00', to: '11-22 04:00', centres: [] }
    for (const words of ['دیروز شب', 'دیشب', 'yesterday night']) expect(read(words)).toEqual(lastNight)
    expect(read('دیروز midnight')).toEqual({ ...lastNight, from: '11-21 23:00' })
  })
})

describe('an hour with a part of the day is one instant, give or take an hour', () => {
  test.each([
    ['12 صبح', '11-21 00:00'],
    ['11 صبح', '11-21 11:00'],
    ['11 قبل از ظهر', '11-21 11:00'],
    ['4 بامداد', '11-21 04:00'],
    ['11 pm', '11-21 23:00'],
    ['12 pm', '11-21 12:00'],
    ['13 pm', '11-21 13:00'],
    ['4 ظهر', '11-21 16:00'],
    ['5 ظهر', '11-21 05:00'],
    ['12 ظهر', '11-21 12:00'],
    ['6 عصر', '11-21 18:00'],
    ['5 شب', '11-22 05:00'],
    ['6 شب', '11-21 18:00'],
    ['12 شب', '11-22 00:00'],
    ['13 شب', '11-21 13:00'],
    ['2 نصفه شب', '11-22 02:00'],
  ])('«%s» of yesterday is %s', (words, centre) => {
    const hour = (shift: number): string => tehran(Date.parse(`2026-${centre.replace(' ', 'T')}Z`) + shift - 12_600_000)
    expect(read(`دیروز ${words}`)).toEqual({ from: hour(-3_600_000), to: hour(3_600_000), centres: [centre] })
  })
})

describe('an hour alone', () => {
  test.each([
    ['ساعت 1', ['11-21 01:00', '11-21 13:00']],
    ['ساعتای 12', ['11-21 12:00', '11-22 00:00']],
    ['ساعت 13', ['11-21 13:00']],
    ['ساعت 0', ['11-21 00:00']],
    ['ساعت 24', ['11-22 00:00']],
    ['at around 9', ['11-21 09:00', '11-21 21:00']],
    ['ساعت 9 و ربع', ['11-21 09:15', '11-21 21:15']],
    ['ساعت 9 و نیم', ['11-21 09:30', '11-21 21:30']],
    ['ساعت 9 و 20 دقیقه', ['11-21 09:20', '11-21 21:20']],
    ['حدود ساعت 20:59', ['11-21 20:59']],
    ['20:05:59', ['11-21 20:05']],
    ['طرفای 9 و نیم شب', ['11-21 21:30']],
  ])('«%s» of yesterday is %j', (words, centres) => {
    expect(read(`دیروز ${words}`)?.centres).toEqual(centres)
  })

  test('a clock shows no hour 25 and no minute 60', () => {
    for (const words of ['ساعت 25', '25:00', '20:60', '8:99']) {
      expect(readRememberedTime(words, nowMs)).toEqual({ time: null, rest: words })
    }
  })

  test('without a day it is today’s if that may have come, or else yesterday’s', () => {
    expect(read('ساعت 16:30')?.centres).toEqual(['11-22 16:30'])
    expect(read('ساعت 16:31')?.centres).toEqual(['11-21 16:31'])
    expect(read('صبح')).toMatchObject({ from: '11-22 05:00' })
    expect(read('شب')).toMatchObject({ from: '11-21 18:00', to: '11-22 04:00' })
  })

  test('the day is Tehran’s: after midnight there it is the next, though elsewhere it is still the day before', () => {
    const [before, after] = ['20:29', '20:30'].map((at) => readRememberedTime('امروز', Date.parse(`2026-11-22T${at}Z`)))
    expect(tehran(before?.time?.fromMs ?? 0)).toBe('11-22 00:00')
    expect(tehran(after?.time?.fromMs ?? 0)).toBe('11-23 00:00')
  })

  test('of several days it is meant on each, of more than seven on the first seven', () => {
    const week = ['14', '15', '16', '17', '18', '19', '20'].map((day) => `11-${day} 20:00`)
    expect(read('هفته پیش ساعت 20:00')).toEqual({ from: '11-14 19:00', to: '11-20 21:00', centres: week })
    expect(read('چند روز پیش ساعت 20:00')?.centres).toHaveLength(7)
    expect(read('این هفته ساعت 8')?.centres).toEqual(['11-21 08:00', '11-21 20:00', '11-22 08:00', '11-22 20:00'])
  })

  test('it may be any hour of the window’s days where none is said', () => {
    expect(read('هفته پیش')).toEqual({ from: '11-14 00:00', to: '11-21 00:00', centres: [] })
    expect(read('هفته پیش شب')).toEqual({ from: '11-14 18:00', to: '11-21 04:00', centres: [] })
  })
})

describe('a while ago', () => {
  test.each([
    ['حدود نیم ساعت پیش', '11-22 15:00', 30],
    ['half an hour ago', '11-22 15:00', 30],
    ['حدود 3 ساعت قبل', '11-22 12:30', 60],
    ['1 hour ago', '11-22 14:30', 60],
    ['حدودا 20 دقیقه پیش', '11-22 15:10', 15],
    ['5 minutes ago', '11-22 15:25', 15],
    ['چند ساعت پیش', '11-22 11:30', 240],
    ['چند دقیقه قبل', '11-22 15:00', 30],
    ['همین الان', '11-22 15:00', 30],
    ['just now', '11-22 15:00', 30],
  ])('«%s» is %s, give or take %i minutes', (words, centre, minutes) => {
    const { time, rest } = readRememberedTime(`سلام ${words} خرید`, nowMs)
    expect(time?.centresMs.map(tehran)).toEqual([centre])
    const [centreMs = 0] = time?.centresMs ?? []
    expect([centreMs - (time?.fromMs ?? 0), (time?.toMs ?? 0) - centreMs]).toEqual([
      minutes * 60_000,
      (minutes + 1) * 60_000,
    ])
    expect(rest).toBe('سلام | خرید')
  })
})

test('what says the time is taken out of the text, whichever way round it was said', () => {
  for (const words of ['سلام دیروز خرید', 'سلام صبح خرید', 'سلام ساعت 9 خرید'])
    expect(readRememberedTime(words, nowMs).rest).toBe('سلام | خرید')
  expect(readRememberedTime('شب 20:00 دیروز خرید', nowMs).rest.replaceAll(/[ |]+/g, ' ').trim()).toBe('خرید')
  expect(readRememberedTime('رضایی', nowMs)).toEqual({ time: null, rest: 'رضایی' })
})
