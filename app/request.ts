import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import { AppError } from '#server/app-error.ts'
import { type Operator, requireOperator } from '#server/operators/authorize.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'
import { authOptions } from './auth-options.ts'
import { readLocale } from './locale.ts'
import { seenAddress } from './seen-address.ts'
import { type Web, web } from './services.ts'
import { enterStaffSite } from './staff-site.ts'

export type OperatorContext = RequestContext<OperatorActor>
type DeskRequest = { services: Web; ctx: OperatorContext; operator: Operator; locale: Locale; nowMs: number }

/** The signed-in operator's context: one instant and one request id for the whole request. Nobody: to sign-in. */
export const readOperatorContext = cache(async (): Promise<OperatorContext> => {
  const received = await headers()
  await enterStaffSite()
  const session = await getServerSession(authOptions)
  if (!session?.sessionId) return await leaveToSignIn()
  return {
    actor: { kind: 'operator', sessionId: session.sessionId },
    requestId: randomUUID(),
    ip: seenAddress(received.get('x-forwarded-for')),
    userAgent: received.get('user-agent')?.slice(0, 200) ?? null,
    nowMs: Date.now(),
  }
})

/** Who is signed in, for what a page shows; what they may do is decided by each use case. */
export const readOperator = cache(async (): Promise<Operator> => {
  return await orLeave(requireOperator(await web(), await readOperatorContext()))
})

/** What every page begins with: all of one instant, read once however many parts of the page ask. */
export const readRequest = cache(async (): Promise<DeskRequest> => {
  const [services, ctx, operator, locale] = await Promise.all([
    web(),
    readOperatorContext(),
    readOperator(),
    readLocale(),
  ])
  return { services, ctx, operator, locale, nowMs: ctx.nowMs }
})

/** What may not be read answers like what is not there; a session that ended leads to sign-in. */
export async function orLeave<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') return await leaveToSignIn()
    if (error instanceof AppError && (error.code === 'forbidden' || error.code === 'not_found')) notFound()
    throw error
  }
}

/** To sign-in, and after it back to the page that was asked for. */
async function leaveToSignIn(): Promise<never> {
  const visited = (await headers()).get('x-visited') ?? '/'
  redirect(visited === '/' ? '/login' : `/login?next=${encodeURIComponent(visited)}`)
}
