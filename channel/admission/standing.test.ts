import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { laneOf, standingOf } from '#channel/admission/standing.ts'
import { routes } from '#channel/routes.ts'
import { networksOf } from '#domain/channel-client/client-sources.ts'
import { signTestRequest, type TestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'

const path = '/v1/gateway/verifications'
const good = { keyId: 'psp-1', secret: randomBytes(32) }
const ours = { keyId: 'backoffice-1', secret: randomBytes(32) }
const networks = networksOf(['10.0.0.0/24'])
const elsewhere = networksOf(['10.0.1.0/24'])
const far = { keyId: 'psp-2', secret: randomBytes(32) }
const known = new Map([
  ['psp-1', { id: 'psp-1', kind: 'gateway' as const, networks, secret: good.secret }],
  ['backoffice-1', { id: 'backoffice-1', kind: 'backoffice' as const, networks, secret: ours.secret }],
  ['psp-2', { id: 'psp-2', kind: 'gateway' as const, networks: elsewhere, secret: far.secret }],
])

function stand(
  signer: TestSigner | null,
  lane: 'machines' | 'app' | 'staff',
  signed: Partial<TestRequest> = {},
  to = path,
) {
  let rereads = 0
  const headers = signer ? signTestRequest(signer, { method: 'POST', path: to, body: '{}', ...signed }) : {}
  const request = {
    method: 'POST',
    url: to,
    callerAddress: '10.0.0.7',
    headers,
    raw: { rawHeaders: Object.entries(headers).flat() },
  }
  const clients = {
    find: (keyId: string) => known.get(keyId),
    reread: () => void rereads++,
    signatureSkewSeconds: () => 120,
  }
  const standing = standingOf(clients, lane, request as unknown as FastifyRequest)
  return { lane: standing.lane, line: standing.line(), rereads }
}

test('a client whose signature is right stands in its own line', () => {
  expect(stand(good, 'machines')).toEqual({ lane: 'machines', line: 'client psp-1', rereads: 0 })
})

test('who claims another’s key id stands with all the unknown, and takes nothing of the other’s share', () => {
  const impostor = { keyId: 'psp-1', secret: randomBytes(32) }
  const stranger = { keyId: 'nobody', secret: randomBytes(32) }
  const lines = [impostor, stranger, null].map((signer) => stand(signer, 'machines').line)
  expect(new Set(lines)).toEqual(new Set(['unproven']))
})

test('a signature for another path, or one that is stale, proves nothing', () => {
  expect(stand(good, 'machines', { path: '/v1/gateway/otp-requests' }).line).toBe('unproven')
  const createdSeconds = Math.floor(Date.now() / 1000) - 130
  expect(stand(good, 'machines', { createdSeconds }).line).toBe('unproven')
})

test('a client that is not known yet, or whose secret was changed, is looked for again', () => {
  expect(stand({ keyId: 'psp-new', secret: randomBytes(32) }, 'machines').rereads).toBe(1)
  expect(stand({ keyId: 'psp-1', secret: randomBytes(32) }, 'machines').rereads).toBe(1)
})

test('the lane of the staff is for the back office itself, an operator a line; anybody else is sent to the machines', () => {
  const to = '/v1/backoffice/cards/lookup'
  expect(stand(ours, 'staff', { operatorSession: 'c2Vzc2lvbg' }, to)).toMatchObject({
    lane: 'staff',
    line: 'session c2Vzc2lvbg',
  })
  expect(stand(good, 'staff', {}, to)).toMatchObject({ lane: 'machines', line: 'unproven' })
  expect(stand({ ...ours, secret: randomBytes(32) }, 'staff', {}, to)).toMatchObject({
    lane: 'machines',
    line: 'unproven',
  })
})

test('installations stand in line by their address', () => {
  expect(stand(null, 'app')).toMatchObject({ lane: 'app', line: '10.0.0.7' })
})

test('every call of the contract has a lane but health, readiness and the time, which are never refused', () => {
  const free = routes.filter((route) => laneOf(route) === null).map((route) => route.path)
  expect(free.toSorted()).toEqual(['/healthz', '/readyz', '/v1/time'])
  const lanes = new Map(routes.map((route) => [route.path, laneOf(route)]))
  expect(lanes.get('/v1/app/registrations')).toBe('app')
  expect(lanes.get('/v1/core/customer-changes')).toBe('machines')
  expect(lanes.get('/v1/backoffice/cards/lookup')).toBe('staff')
})

test('a right signature from an address that the client is not bound to stands with the unproven', () => {
  expect(stand(far, 'machines')).toMatchObject({ lane: 'machines', line: 'unproven' })
})
