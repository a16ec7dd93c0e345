import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type Troubled = { name: string; mobile: string; nationalId: string; last4: string; status: number }
export type Trouble =
  | 'amountChanged'
  | 'codeReused'
  | 'otherPin'
  | 'clockOff'
  | 'tokenMistyped'
  | 'tokenSuperseded'
  | 'lockedByOthers'
  | 'deviceDeactivated'

const program = fileURLToPath(new URL('../../tests/independent-client/troubles.mjs', import.meta.url))

/** Eight demo customers meet with their trouble over the machine API, by a client that shares no code with the product. */
export async function meetTroubles(): Promise<Record<Trouble, Troubled>> {
  const { PATH, NODE_ENV, E2E_CHANNEL_URL, E2E_DATA_DIR } = process.env
  const env = { PATH, NODE_ENV, CHANNEL_URL: E2E_CHANNEL_URL, DATA_DIR: E2E_DATA_DIR }
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env })
  return JSON.parse(stdout)
}
