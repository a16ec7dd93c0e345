/** At the web process's start: an environment that is missing something stops it with what to set. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { readWebEnvironment } = await import('#server/environment.ts')
  readWebEnvironment(process.env)
}
