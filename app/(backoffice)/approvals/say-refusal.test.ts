import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { catalogues } from '#messages/catalogue.ts'
import { AppError } from '#server/app-error.ts'
import { sayRefusal } from './say-refusal.ts'

const nowMs = Date.UTC(2026, 10, 22, 12)
const t = createTranslator({ locale: 'fa', messages: catalogues.fa, namespace: 'approvals' })
const say = (error: AppError): string => sayRefusal(error, { t, locale: 'fa', nowMs })

test('who was first is named, with when: of a request and of an answer', () => {
  const asked = { makerName: 'نگار صادقی', requestedAtMs: nowMs - 60_000 }
  expect(say(new AppError('conflict', { reason: 'already_asked', fields: asked }))).toMatch(
    /^همین کار را نگار صادقی امروز/,
  )
  const decided = { state: 'approved', checkerName: 'سینا رستگار', decidedAtMs: nowMs }
  expect(say(new AppError('conflict', { reason: 'already_decided', fields: decided }))).toMatch(/^سینا رستگار امروز/)
})

test('a request that ended without anybody’s answer names nobody', () => {
  const expired = { state: 'expired', checkerName: null, decidedAtMs: null }
  expect(say(new AppError('conflict', { reason: 'already_decided', fields: expired }))).toBe(
    'این درخواست پایان یافته است.',
  )
})

test('what may not be done and what is not there are told alike', () => {
  expect(say(new AppError('forbidden', { reason: 'not_a_checker' }))).toBe(say(new AppError('not_found')))
})

test('one’s own request is told to be for another', () => {
  expect(say(new AppError('forbidden', { reason: 'own_request' }))).toMatch(/نفر دیگری/)
})
