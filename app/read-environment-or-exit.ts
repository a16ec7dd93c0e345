import { readWebEnvironment, type WebEnvironment } from '#server/environment.ts'

export function readWebEnvironmentOrExit(): WebEnvironment {
  try {
    return readWebEnvironment(process.env)
  } catch (error) {
    return exitSaying((error as Error).message)
  }
}

/** Next would go on listening without what its start has thrown, and answer every request with 500. */
export function exitSaying(trouble: string): never {
  process.stderr.write(`${trouble}\n`)
  return process.exit(1)
}
