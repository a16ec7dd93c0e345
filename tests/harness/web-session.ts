const pairOf = (cookie: string): string => cookie.split(';')[0] ?? ''

/** Signs in as a browser does, by next-auth's own flow; answers the cookie header of the session, or null when refused. */
export async function signInToWeb(webUrl: string, username: string, password: string): Promise<string | null> {
  const csrf = await fetch(`${webUrl}/api/auth/csrf`)
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await fetch(`${webUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: csrf.headers.getSetCookie().map(pairOf).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, username, password }),
  })
  await answer.body?.cancel()
  const session = answer.headers.getSetCookie().filter((cookie) => /next-auth\.session-token=[^;]/.test(cookie))
  return session.length === 0 ? null : session.map(pairOf).join('; ')
}

export async function readPage(
  webUrl: string,
  path: string,
  cookie: string,
): Promise<{ status: number; html: string }> {
  const response = await fetch(`${webUrl}${path}`, { headers: { cookie }, redirect: 'manual' })
  return { status: response.status, html: await response.text() }
}
