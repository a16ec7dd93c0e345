type WaitOptions = { what: string; check: () => Promise<boolean>; limitMs: number; detail: () => string }

/** Repeats `check` until it is true; after `limitMs` fails with what was awaited and `detail`. */
export async function waitFor({ what, check, limitMs, detail }: WaitOptions): Promise<void> {
  const giveUpAtMs = Date.now() + limitMs
  while (!(await check().catch(() => false))) {
    if (Date.now() > giveUpAtMs) throw new Error(`${what} within ${limitMs / 1000} s. ${detail()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export async function statusOf(url: string): Promise<number> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
  await response.body?.cancel()
  return response.status
}
