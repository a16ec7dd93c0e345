import { expect, test } from 'vitest'
import { type Network, parseNetwork } from '#domain/network/network.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { registrationBody } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const policy = { registrationsPerAddressPerTenMinutesMax: 3 }
const trustedProxies = ['127.0.0.1', '10.0.0.0/8'].map((text) => parseNetwork(text) as Network)
const proxied = startTestChannel(database, { policy, trustedProxies })
const open = startTestChannel(await openTestDatabase(), { policy })
let drawn = 0

async function register(channel: typeof open, forwardedFor: string): Promise<number> {
  drawn += 1
  const { body } = registrationBody(`0912${1_000_000 + drawn}`)
  const headers = { 'x-forwarded-for': forwardedFor }
  return (await channel.call(null, 'POST', '/v1/app/registrations', body, { headers })).status
}

async function registerAll(channel: typeof open, chains: string[]): Promise<number[]> {
  const statuses: number[] = []
  for (const chain of chains) statuses.push(await register(channel, chain))
  return statuses
}

test('behind a trusted proxy each customer has a limit of their own', async () => {
  expect(await registerAll(proxied, Array(4).fill('203.0.113.1'))).toEqual([202, 202, 202, 429])
  expect(await registerAll(proxied, Array(4).fill('203.0.113.2, 10.1.1.1'))).toEqual([202, 202, 202, 429])
  const { rows } = await owner.query('SELECT DISTINCT client_ip FROM registration ORDER BY 1')
  expect(rows.map((row) => row.client_ip)).toEqual(['203.0.113.1', '203.0.113.2'])
})

test('what a customer claims before the proxy’s word changes nothing', async () => {
  const chains = ['1.1.1.1', '2.2.2.2', '10.9.9.9', 'nonsense', '127.0.0.1'].map((claim) => `${claim}, 203.0.113.3`)
  expect(await registerAll(proxied, chains)).toEqual([202, 202, 202, 429, 429])
})

test('of IPv6 a /64 is one address, and a mapped address is its IPv4', async () => {
  const within = ['2001:db8:0:1::1', '2001:DB8:0:1:ffff::2', '[2001:db8:0:1:a:b:c:d]:443', '2001:db8:0:1::9']
  expect(await registerAll(proxied, within)).toEqual([202, 202, 202, 429])
  expect(await register(proxied, '2001:db8:0:2::1')).toBe(202)
  const one = ['203.0.113.4', '::ffff:203.0.113.4', '::FFFF:CB00:7104', '203.0.113.4:80']
  expect(await registerAll(proxied, one)).toEqual([202, 202, 202, 429])
})

test('at once or not, no more are taken of one /64', async () => {
  const chains = Array.from({ length: 8 }, (_, n) => `2001:db8:9:9::${n + 1}`)
  const statuses = await Promise.all(chains.map((chain) => register(proxied, chain)))
  expect(statuses.filter((status) => status === 202)).toHaveLength(3)
})

test('without a trusted proxy nobody names an address', async () => {
  const chains = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4']
  expect(await registerAll(open, chains)).toEqual([202, 202, 202, 429])
})
