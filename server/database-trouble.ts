const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  // What Prisma makes of some of these.
  'P1001',
  'P1008',
  'P1017',
])
// Connection exceptions, out of resources, operator's intervention (shutdown, cancel, timeouts), locks, deadlocks.
const sqlStateForm = /^(08|53|57|40001$|40P01$|55P03$|25P0[34]$)/
const silenceForm = /^Query read timeout$/
const messageForm =
  /timeout exceeded when trying to connect|connection (terminated|error)|Connection ended|not queryable/i

/** Whether an error says that the database was away or too busy, rather than that something is wrong with the request. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  if (typeof code === 'string') return connectionCodes.has(code) || sqlStateForm.test(code)
  return messageForm.test(error.message) || isSilence(error)
}

/** PostgreSQL's own code, also where Prisma put an error of its own around it. */
function codeOf(error: Error): unknown {
  const { code, meta } = error as {
    code?: unknown
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  }
  return meta?.driverAdapterError?.cause?.originalCode ?? code
}

/** Whether a query was given up because no answer came: it may have been done. */
export function isSilence(error: unknown): error is Error {
  return error instanceof Error && silenceForm.test(error.message)
}
