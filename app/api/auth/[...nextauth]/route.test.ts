import { expect, test, vi } from 'vitest'

vi.mock('next-auth', () => ({ default: () => async () => new Response('answered by next-auth') }))
vi.mock('#app/auth-options.ts', () => ({ authOptions: {} }))
const { GET, POST } = await import('./route.ts')

const call = async (method: 'GET' | 'POST', path: string): Promise<number> => {
  const received = { params: Promise.resolve({ nextauth: path.split('/') }) }
  const request = new Request(`http://here.invalid/api/auth/${path}`, { method })
  return (await (method === 'GET' ? GET : POST)(request, received)).status
}

test('signing in is answered', async () => {
  expect(await call('GET', 'csrf')).toBe(200)
  expect(await call('POST', 'callback/credentials')).toBe(200)
})

test.each([
  ['GET', 'session'],
  ['POST', 'session'],
  ['GET', 'providers'],
  ['GET', 'signin'],
  ['GET', 'signout'],
  ['POST', 'signout'],
  ['POST', '_log'],
  ['GET', 'callback/credentials'],
  ['POST', 'csrf'],
] as const)('%s %s is not there', async (method, path) => expect(await call(method, path)).toBe(404))
