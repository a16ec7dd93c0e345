import { getServerSession } from 'next-auth'
import { authOptions } from '#app/auth-options.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import { web } from '#app/services.ts'
import { formatDuration } from '#components/format/format-duration.ts'
import { readSessionEnd, type SessionEnd } from '#server/operators/read-session-end.ts'

/** What ended the session whose cookie the browser still has; who signed out knows. Sign-in works without this. */
export async function sayEnded(): Promise<string | null> {
  const end = await readEnd().catch(() => null)
  if (end === null || end === 'signed_out') return null
  const [t, locale, services] = await Promise.all([getTranslator('signIn'), readLocale(), web()])
  const { staffSessionsMax, staffSessionIdleMinutes, staffSessionAbsoluteHours } = services.policy()
  return t(`ended.${end}`, {
    sessions: staffSessionsMax,
    idle: formatDuration(staffSessionIdleMinutes * 60, locale),
    longest: formatDuration(staffSessionAbsoluteHours * 3600, locale),
  })
}

async function readEnd(): Promise<SessionEnd | null> {
  const session = await getServerSession(authOptions)
  if (!session?.sessionId) return null
  return await readSessionEnd(await web(), { sessionId: session.sessionId, nowMs: Date.now() })
}
