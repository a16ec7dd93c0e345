/** At the web process's start: an environment that is missing something, or a wrong key, stops it with what to do. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { exitSaying, readWebEnvironmentOrExit } = await import('./app/read-environment-or-exit.ts')
    const { DATABASE_URL, WEB_KEYS_FILE, TRUSTED_PROXIES: trusted } = readWebEnvironmentOrExit()
    const { findWebKeyTrouble } = await import('#server/key-checks/check-web-start.ts')
    const trouble = await findWebKeyTrouble({ connectionString: DATABASE_URL, keysFile: WEB_KEYS_FILE })
    if (trouble) exitSaying(trouble)
    const { openFrontDoor } = await import('./app/front-door.ts')
    openFrontDoor({ trusted })
  }
}
