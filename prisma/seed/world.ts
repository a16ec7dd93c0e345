import type { ChannelKeys } from '#server/keys.ts'
import type { Random } from './random.ts'

/** What every part of the seed draws from. `nowMs`: the instant that all history counts back from. */
export type World = { keys: ChannelKeys; random: Random; nowMs: number; dataFolder: string }
export const MINUTE_MS = 60_000
export const DAY_MS = 86_400_000
