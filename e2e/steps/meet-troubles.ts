import { runClient } from './run-client.ts'

export type Trouble =
  | 'amountChanged'
  | 'codeReused'
  | 'otherPin'
  | 'clockOff'
  | 'tokenMistyped'
  | 'tokenSuperseded'
  | 'lockedByOthers'
  | 'deviceDeactivated'

/** Eight demo customers meet with their trouble over the machine API; answers by which mobile each is found. */
export async function meetTroubles(): Promise<Record<Trouble, string>> {
  const { exitCode, stdout, said } = await runClient('troubles.mjs')
  if (exitCode !== 0) throw new Error(said)
  return JSON.parse(stdout)
}
