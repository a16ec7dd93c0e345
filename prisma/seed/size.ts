/** The demo is the same on every machine: all that is drawn comes from this seed, all times count back from its start. */
export const SEED = 0x52414d5a
export const CROWD_SIZE = 2_100
export const HISTORY_DAYS = 35
export const ATTEMPTS_PER_DAY = 720
