import NextAuth from 'next-auth'
import { authOptions } from '#app/auth-options.ts'

type Received = { params: Promise<{ nextauth: string[] }> }

const handler = NextAuth(authOptions)
// The rest of next-auth's addresses would tell scripts the session's id and sign out without ending the session.
const inUse = new Set(['GET csrf', 'POST callback/credentials'])

async function answer(request: Request, received: Received): Promise<Response> {
  const { nextauth } = await received.params
  if (!inUse.has(`${request.method} ${nextauth.join('/')}`)) {
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  }
  return await handler(request, received)
}

export { answer as GET, answer as POST }
